import { useTranslations } from "next-intl";
import { plainCards, plainEnrolments } from "@/lib/register-import/columns/plain";

/** Which columns are understood, for whoever makes the table by hand. */
export function ColumnsHelp() {
  const t = useTranslations("registerImport.columns");
  return (
    <>
      <h2>{t("title")}</h2>
      <p>{t("text")}</p>
      <details>
        <summary>{t("enrolments")}</summary>
        <ul className="stitch-list">
          {Object.values(plainEnrolments).map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </details>
      <details>
        <summary>{t("cards")}</summary>
        <ul className="stitch-list">
          {Object.values(plainCards).map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </details>
      <p className="hint">{t("needed")}</p>
    </>
  );
}
