import { useTranslations } from "next-intl";
import { outlineOf } from "./outline";

/** The charter's table of contents, for the aside of a wide screen. */
export function CharterContents({ markdown }: { markdown: string }) {
  const t = useTranslations("charter");
  return (
    <nav className="small contents" aria-label={t("contentsLabel")}>
      <p className="soft">{t("contents")}</p>
      <ol>
        {outlineOf(markdown).map(({ anchor, title }) => (
          <li key={anchor}>
            <a href={`#${anchor}`}>{title}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
