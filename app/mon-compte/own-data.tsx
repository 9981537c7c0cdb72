import { getTranslations } from "next-intl/server";
import { Notice } from "@/app/ui/notice";

/** The way to one's own data, in « Mon compte ». `isAway`: it was asked for, and the directory or the database did not answer. */
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
