import { useTranslations } from "next-intl";
import { institution } from "@/lib/institution";
import type { Population } from "@/lib/population";

/** Why the address is asked for, how long it is kept, and the rights over it (GDPR, article 13). */
export function AddressRights({ population }: { population: Population }) {
  const t = useTranslations("recoveryEmail.rights");
  const { help, retention } = institution();
  const { mail } = help.dpo;
  return (
    <section aria-label={t("title")} className="flow small soft">
      <p>
        <b>{t("why")}</b> {t(`whyText.${population}`)}
      </p>
      <p>
        <b>{t("howLong")}</b> {t("howLongText", { closedDays: retention.closedAccountDays ?? 0 })}
      </p>
      <p>
        <b>{t("whose")}</b> {t.rich(`whoseText.${population}`, { mail: () => <a href={`mailto:${mail}`}>{mail}</a> })}
      </p>
    </section>
  );
}
