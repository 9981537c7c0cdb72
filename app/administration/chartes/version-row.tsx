import { useLocale, useTranslations } from "next-intl";
import { Submit } from "@/app/ui/button";
import { Form } from "@/app/ui/form";
import { Link } from "@/app/ui/link";
import { raised } from "@/app/ui/raised";
import type { ListedVersion } from "@/lib/charter-publishing/read-charters";
import { dayInWords } from "@/lib/http/day";
import { institution } from "@/lib/institution";
import { withdrawAction } from "./actions";

const sentences = { "in-force": "since", "to-come": "from", replaced: "wasFromTo", withdrawn: "withdrawnOn" } as const;

/** A version in a list, with a link to its text. */
export function VersionRow({ version, mayWrite }: { version: ListedVersion; mayWrite: boolean }) {
  const t = useTranslations("charters");
  return (
    <div>
      <h3>
        <Link href={`/administration/chartes/versions/${version.version}`}>
          {t(`versionOf.${version.population}`, { version: version.version })}
        </Link>
      </h3>
      <VersionState version={version} mayWrite={mayWrite} />
    </div>
  );
}

/** The state of a version. A future one can be withdrawn from here. */
export function VersionState({ version, mayWrite }: { version: ListedVersion; mayWrite: boolean }) {
  const t = useTranslations("charters");
  const locale = useLocale();
  const { state, publishedAt, replacedAt, withdrawnAt, importance } = version;
  const dayOf = (instant: Date) => dayInWords(instant, locale, institution().timeZone, true);
  const days = { day: dayOf(withdrawnAt ?? publishedAt), until: dayOf(replacedAt ?? publishedAt) };
  return (
    <>
      <p>
        {raised(t(sentences[state], days))} {t(`importance.${importance}`)}
      </p>
      {state === "to-come" && mayWrite && (
        <Form action={withdrawAction} hidden={{ version: String(version.version) }}>
          <p className="hint">{t("withdraw.hint")}</p>
          <Submit kind="second">{t("withdraw.submit")}</Submit>
        </Form>
      )}
    </>
  );
}
