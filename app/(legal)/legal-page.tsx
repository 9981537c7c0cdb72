import { useLocale, useTranslations } from "next-intl";
import { Phone } from "@/app/frame/phone";
import { BackToDoors } from "@/app/ui/back-to-doors";
import { Page } from "@/app/ui/page-layout";
import { institution } from "@/lib/institution";
import { messages } from "@/messages/catalogue";
import { stated, unstated } from "./stated";

/**
 * A page that the law requires: title, lead, and short sections in catalogue order, when the institution states them.
 */
export function LegalPage({ of }: { of: "accessibility" | "data" | "notice" }) {
  const t = useTranslations(`legal.${of}`);
  const locale = useLocale();
  const { name, help, retention, legal } = institution();
  const { accessibility, publisher, host } = legal;
  const facts = stated({ name, legal }, locale);
  const leftOut = unstated(legal);
  const list = (items: { fr: string; en: string }[] = []) => (
    <ul className="stitch-list">
      {items.map((item) => (
        <li key={item.fr}>{item[locale]}</li>
      ))}
    </ul>
  );
  const rich = (key: string) =>
    t.rich(key, {
      ...facts,
      p: (chunks) => <p>{chunks}</p>,
      ul: (chunks) => <ul className="stitch-list">{chunks}</ul>,
      li: (chunks) => <li>{chunks}</li>,
      h3: (chunks) => <h3>{chunks}</h3>,
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
      publisherPhone: () => publisher && <Phone number={publisher.phone} />,
      hostPhone: () => host && <Phone number={host.phone} />,
      toMail: () => <a href={`mailto:${facts.mail}`}>{facts.mail}</a>,
      toMultiYearPlan: (chunks) => <a href={facts.multiYearPlan}>{chunks}</a>,
      toYearPlan: (chunks) => <a href={facts.yearPlan}>{chunks}</a>,
      toReport: (chunks) => <a href={facts.report}>{chunks}</a>,
      failureList: () => list(accessibility?.audit?.failures),
      derogationList: () => list(accessibility?.audit?.derogations),
      outOfScopeList: () => list(accessibility?.audit?.outOfScope),
      name: name[locale],
      it: help.it.name[locale],
      place: help.it.place[locale],
      hours: help.it.hours[locale],
      days: retention.traceDays,
      closedDays: retention.closedAccountDays ?? 0,
    });
  return (
    <Page steps={<BackToDoors />}>
      <h1>{t("title", { state: facts.state })}</h1>
      <p className="lead">{rich("lead")}</p>
      {Object.keys(messages[locale].legal[of].sections)
        .filter((key) => !leftOut.includes(`${of}.${key}`))
        .map((key) => (
          <section key={key} className="prose">
            <h2>{t(`sections.${key}.title`)}</h2>
            {rich(`sections.${key}.text`)}
          </section>
        ))}
    </Page>
  );
}
