import { getLocale, getTranslations } from "next-intl/server";
import { Actions, Submit } from "@/app/ui/button";
import { Field } from "@/app/ui/field";
import { AskingForm } from "@/app/ui/form";
import { raised } from "@/app/ui/raised";
import { acceptancesOfIdentifier } from "@/lib/charter-evidence/report-acceptances";
import { dayInWords } from "@/lib/http/day";
import { hourOf } from "@/lib/http/hour";
import { services } from "@/lib/services";

/** Every acceptance of one person, each with its receipt. `identifier`: as in the URL. */
export async function FindReceipts({ identifier }: { identifier: string | null }) {
  const t = await getTranslations("charters.report");
  const locale = await getLocale();
  const { timeZone } = services().institution;
  const asked = identifier?.replaceAll("\0", "") ?? "";
  const found = asked ? await acceptancesOfIdentifier(services(), asked) : [];
  return (
    <section className="flow" aria-labelledby="receipts">
      <h2 id="receipts">{t("find")}</h2>
      <AskingForm action="/administration/chartes/acceptations#receipts" state={{ typed: { identifier: asked } }}>
        <Field name="identifier" label={t("identifier")} autoCapitalize="none" />
        <Actions>
          <Submit>{t("submit")}</Submit>
        </Actions>
      </AskingForm>
      {asked && found.length === 0 && <p role="status">{t("none")}</p>}
      {found.length > 0 && (
        <ul className="stitch-list">
          {found.map(({ id, version, acceptedAt, locale: read }) => (
            <li key={id}>
              {raised(
                t("acceptance", {
                  version,
                  locale: read,
                  day: dayInWords(acceptedAt, locale, timeZone, true),
                  hour: hourOf(acceptedAt, locale, timeZone),
                }),
              )}{" "}
              <a href={`/administration/chartes/acceptations/${id}/recepisse.pdf`}>{t("receipt")}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
