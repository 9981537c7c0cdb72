import { useTranslations } from "next-intl";
import { Link } from "@/app/ui/link";
import { Notice } from "@/app/ui/notice";
import type { Draft } from "@/lib/charter-publishing/queries";

/** Replaces a draft that can no longer be edited: published, or discarded. */
export function WhatItBecame({ draft: { publishedVersion } }: { draft: Draft }) {
  const t = useTranslations("charters");
  if (publishedVersion === null) return <Notice tone="neutral" title={t("editor.discarded")} />;
  return (
    <Notice tone="neutral" title={t("editor.publishedAs", { version: publishedVersion })}>
      <p className="one-link">
        <Link href={`/administration/chartes/versions/${publishedVersion}`}>
          {t("version", { version: publishedVersion })}
        </Link>
      </p>
    </Notice>
  );
}
