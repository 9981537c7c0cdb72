import { useLocale, useTranslations } from "next-intl";
import { keptWhole } from "@/app/ui/kept-whole";
import { Link } from "@/app/ui/link";
import type { Draft } from "@/lib/charter-publishing/queries";
import { dayInWords } from "@/lib/http/day";
import { hourOf } from "@/lib/http/hour";
import { institution } from "@/lib/institution";

/** A draft: title, last author, and a link: to the editor, or to the comparison for those who may not edit. */
export function DraftRow({ draft, mayWrite }: { draft: Draft; mayWrite: boolean }) {
  const t = useTranslations("charters");
  const locale = useLocale();
  const { timeZone } = institution();
  const title = /^# (.+)$/m.exec(locale === "fr" ? draft.markdownFr : draft.markdownEn)?.[1] ?? t("untitled");
  const path = `/administration/chartes/brouillons/${draft.id}${mayWrite ? "" : "/publier"}`;
  return (
    <div>
      <h3>
        <Link href={path}>{t(`draftOf.${draft.population}`, { title })}</Link>
      </h3>
      <p>
        {t.rich("savedBy", {
          by: draft.updatedBy,
          day: dayInWords(draft.updatedAt, locale, timeZone, true),
          hour: hourOf(draft.updatedAt, locale, timeZone),
          nb: keptWhole,
        })}
      </p>
    </div>
  );
}
