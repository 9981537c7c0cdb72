import { useTranslations } from "next-intl";
import type { Office } from "../offices";

/** One box for everything that identifies a person. A GET: the answer can be reloaded, and gone back to. */
export function SearchForm({ office, text }: { office: Office; text: string }) {
  const t = useTranslations("studentFile.find");
  return (
    <search>
      <form method="get" action={office.paths.find}>
        <div className="field">
          <label htmlFor="q">{t("label", { population: office.population })}</label>
          <p className="hint" id="q-hint">
            {t("hint")}
          </p>
          <div className="box">
            <input
              id="q"
              name="q"
              type="search"
              maxLength={100}
              defaultValue={text}
              aria-describedby="q-hint"
              autoComplete="off"
              spellCheck={false}
            />
            <button type="submit">{t("submit")}</button>
          </div>
        </div>
      </form>
    </search>
  );
}
