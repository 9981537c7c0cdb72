import { useTranslations } from "next-intl";
import type { Population } from "@/lib/population";
import { plainCards, plainEnrolments, plainStaff } from "@/lib/register-import/columns/plain";
import type { Office } from "../offices";

/** The tables that each office may import. */
const tables = {
  student: [
    { key: "enrolments", columns: plainEnrolments },
    { key: "cards", columns: plainCards },
  ],
  staff: [{ key: "staff", columns: plainStaff }],
} as const satisfies Record<Population, unknown>;

/** The columns that are understood, for people who make the table by hand. */
export function ColumnsHelp({ office: { population } }: { office: Office }) {
  const t = useTranslations("registerImport.columns");
  return (
    <>
      <h2>{t("title")}</h2>
      <p>{t(`text.${population}`)}</p>
      {tables[population].map(({ key, columns }) => (
        <details key={key}>
          <summary>{t(key)}</summary>
          <ul className="stitch-list">
            {Object.values(columns).map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </details>
      ))}
      <p className="hint">{t(`needed.${population}`)}</p>
    </>
  );
}
