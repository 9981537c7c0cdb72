import { useLocale, useTranslations } from "next-intl";
import { Phone } from "@/app/frame/phone";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Page } from "@/app/ui/page-layout";
import { institution } from "@/lib/institution";
import { messages } from "@/messages/catalogue";

/** A page that the law asks for: a title, a lead, and short sections in the order of the catalogue. */
export function LegalPage({ of }: { of: "accessibility" | "data" | "notice" }) {
  const t = useTranslations(`legal.${of}`);
  const locale = useLocale();
  const { name, help, retention } = institution();
  const rich = (key: string) =>
    t.rich(key, {
      p: (chunks) => <p>{chunks}</p>,
      ul: (chunks) => <ul className="stitch-list">{chunks}</ul>,
      li: (chunks) => <li>{chunks}</li>,
      b: (chunks) => <b>{chunks}</b>,
      sup: (chunks) => <sup>{chunks}</sup>,
      charter: (chunks) => <a href="/charte">{chunks}</a>,
      data: (chunks) => <a href="/donnees-personnelles">{chunks}</a>,
      help: (chunks) => <a href="/aide">{chunks}</a>,
      cnil: (chunks) => <a href="https://www.cnil.fr/fr/plaintes">{chunks}</a>,
      defender: (chunks) => <a href="https://formulaire.defenseurdesdroits.fr/">{chunks}</a>,
      delegates: (chunks) => <a href="https://www.defenseurdesdroits.fr/saisir/delegues">{chunks}</a>,
      font: (chunks) => <a href="https://www.brailleinstitute.org/freefont/">{chunks}</a>,
      dpo: () => <a href={`mailto:${help.dpo.mail}`}>{help.dpo.mail}</a>,
      phone: () => <Phone number={help.it.phone ?? help.phone} />,
      name: name[locale],
      it: help.it.name[locale],
      place: help.it.place[locale],
      hours: help.it.hours[locale],
      days: retention.traceDays,
      closedDays: retention.closedAccountDays ?? 0,
    });
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t("title")}</h1>
      <p className="lead">{rich("lead")}</p>
      {Object.keys(messages[locale].legal[of].sections).map((key) => (
        <section key={key} className="prose">
          <h2>{t(`sections.${key}.title`)}</h2>
          {rich(`sections.${key}.text`)}
        </section>
      ))}
    </Page>
  );
}
