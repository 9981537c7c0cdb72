import { useTranslations } from "next-intl";
import { Rows } from "@/app/ui/rows";
import { institution } from "@/lib/institution";

/** Why the address is asked, how long it is kept, whose right it is to change it (GDPR, article 13). */
export function AddressRights() {
  const t = useTranslations("recoveryEmail.rights");
  const { mail } = institution().help.dpo;
  return (
    <section aria-labelledby="address-rights" className="flow">
      <h2 id="address-rights">{t("title")}</h2>
      <Rows as="dl">
        <div>
          <dt>{t("why")}</dt>
          <dd>{t("whyText")}</dd>
        </div>
        <div>
          <dt>{t("howLong")}</dt>
          <dd>{t("howLongText")}</dd>
        </div>
        <div>
          <dt>{t("whose")}</dt>
          <dd>{t.rich("whoseText", { mail: () => <a href={`mailto:${mail}`}>{mail}</a> })}</dd>
        </div>
      </Rows>
    </section>
  );
}
