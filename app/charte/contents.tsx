import { useTranslations } from "next-intl";
import { outlineOf } from "./outline";

/** The charter's table of contents, for the aside of a wide screen. */
export function CharterContents({ markdown }: { markdown: string }) {
  const t = useTranslations("charter");
  return (
    <nav className="small chapters beside" aria-label={t("contentsLabel")}>
      <p className="soft">{t("contents")}</p>
      <Chapters markdown={markdown} />
    </nav>
  );
}

/** The charter's table of contents, folded, before the text: for a screen that has no room for an aside. */
export function FoldedCharterContents({ markdown }: { markdown: string }) {
  const t = useTranslations("charter");
  return (
    <details className="fold chapters above">
      <summary>{t("contents")}</summary>
      <nav aria-label={t("contentsLabel")}>
        <Chapters markdown={markdown} />
      </nav>
    </details>
  );
}

function Chapters({ markdown }: { markdown: string }) {
  return (
    <ol>
      {outlineOf(markdown).map(({ anchor, title }) => (
        <li key={anchor}>
          <a href={`#${anchor}`}>{title}</a>
        </li>
      ))}
    </ol>
  );
}
