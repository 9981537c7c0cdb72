import { createHash } from "node:crypto";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { charterWriters, overseers } from "@/app/administration/access";
import { AdministrationSections } from "@/app/administration/sections";
import { CharterText } from "@/app/charte/charter-text";
import { nothingHere } from "@/app/nothing-here";
import { Submit } from "@/app/ui/button";
import { Form } from "@/app/ui/form";
import { Link } from "@/app/ui/link";
import { Page } from "@/app/ui/page-layout";
import { listCharters, readTexts, versionBefore } from "@/lib/charter-publishing/read-charters";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { hasRole } from "@/lib/session/visitor";
import { openDraftAction } from "../../actions";
import { VersionState } from "../../version-row";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("charters"))("pageTitle") };
}

/** A version as everyone reads it, in both languages, with the fingerprint of each. */
export default async function VersionPage({ params }: { params: Promise<{ version: string }> }) {
  const { visitor } = await requireRole(overseers);
  const t = await getTranslations("charters");
  const asked = (await params).version;
  const { versions } = await listCharters(services());
  const version = versions.find((each) => String(each.version) === asked);
  const texts = version && (await readTexts(services(), version.version));
  if (!version || !texts) return nothingHere();
  const before = versionBefore(versions, version);
  const mayWrite = hasRole(visitor, charterWriters);
  return (
    <Page steps={<AdministrationSections here="/administration/chartes" />} wide>
      <h1>{t(`versionOf.${version.population}`, { version: version.version })}</h1>
      <VersionState version={version} mayWrite={mayWrite} />
      {before && (
        <p className="one-link">
          <Link href={`/administration/chartes/versions/${version.version}/comparaison`}>
            {t("compare.link", { before: before.version })}
          </Link>
        </p>
      )}
      {mayWrite && (
        <Form action={openDraftAction} hidden={{ version: String(version.version) }}>
          <Submit kind="second">{t("again")}</Submit>
        </Form>
      )}
      <div className="facing">
        {(["fr", "en"] as const).map((lang) => (
          <section key={lang} className="flow" aria-labelledby={`text-${lang}`}>
            <h2 id={`text-${lang}`}>{t(`editor.${lang}`)}</h2>
            <div className="prose flow" lang={lang}>
              <CharterText markdown={texts[lang]} />
            </div>
            <p className="soft small fingerprint">
              {t("read.fingerprint")} <code>{createHash("sha256").update(texts[lang]).digest("hex")}</code>
            </p>
          </section>
        ))}
      </div>
    </Page>
  );
}
