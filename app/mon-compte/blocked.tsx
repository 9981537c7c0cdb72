import { getTranslations } from "next-intl/server";
import { Notice } from "@/app/ui/notice";

/** Says, in « Mon compte », that a change was reported, and what lifts the block. */
export async function Blocked() {
  const t = await getTranslations("account.blocked");
  return (
    <Notice tone="here" title={t("title")}>
      <p>{t.rich("text", { link: (chunks) => <a href="/aide#ce-n-etait-pas-moi">{chunks}</a> })}</p>
    </Notice>
  );
}
