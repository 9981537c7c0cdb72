import { getTranslations } from "next-intl/server";
import { Notice } from "@/app/ui/notice";

/** The link to one's own data. `isAway`: the directory or the database did not answer the last request for it. */
export async function OwnData({ isAway }: { isAway: boolean }) {
  const t = await getTranslations("account.data");
  return (
    <section className="flow" aria-labelledby="data">
      <h2 id="data">{t("title")}</h2>
      {isAway && (
        <Notice tone="stop" alert title={t("away")}>
          <p>{t("awayText")}</p>
        </Notice>
      )}
      <p>{t("text")}</p>
      <p>
        <a href="/mon-compte/donnees.json">{t("download")}</a>
      </p>
    </section>
  );
}
