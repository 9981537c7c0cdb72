import { useLocale, useTranslations } from "next-intl";
import { Phone } from "@/app/frame/phone";
import { type Institution, institution } from "@/lib/institution";
import type { Contact } from "./entries";

type Desk = Institution["help"]["kiosks"][number];

/** The desks to go to, with their hours; for the registrar, one per component. */
export function Desks({ of, phone }: { of: Contact; phone?: string }) {
  const t = useTranslations("help");
  const locale = useLocale();
  return (
    <dl className="contacts">
      {desksOf(of, institution().help).map((desk) => (
        <div key={desk.name[locale]}>
          <dt>{desk.name[locale]}</dt>
          <dd>
            {t("placeAndHours", { place: desk.place[locale], hours: desk.hours[locale] })}
            {desk.phone && (
              <>
                {" "}
                <Phone number={desk.phone} />
              </>
            )}
          </dd>
        </div>
      ))}
      {phone && (
        <div>
          <dt>{t("phone")}</dt>
          <dd>
            <Phone number={phone} />
          </dd>
        </div>
      )}
    </dl>
  );
}

/** Returns the desks; the registrar for every other component comes last. */
function desksOf(contact: Contact, help: Institution["help"]): Desk[] {
  if (contact === "it") return [help.it];
  if (contact === "kiosks") return help.kiosks;
  const { "*": others, ...named } = help.registrars;
  return [...Object.values(named), ...(others ? [others] : [])];
}
