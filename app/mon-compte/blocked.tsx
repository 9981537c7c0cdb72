import { getTranslations } from "next-intl/server";
import { Notice } from "@/app/ui/notice";
import { readBlock } from "@/lib/account-block/read-block";
import { services } from "@/lib/services";

/** Says, in « Mon compte », that a change was reported and what lifts the block; nothing otherwise. */
export async function Blocked({ studentId }: { studentId: string }) {
  const t = await getTranslations("account.blocked");
  if (!(await readBlock(services(), studentId))) return null;
  return (
    <Notice tone="here" title={t("title")}>
      <p>{t.rich("text", { link: (chunks) => <a href="/aide#ce-n-etait-pas-moi">{chunks}</a> })}</p>
    </Notice>
  );
}
