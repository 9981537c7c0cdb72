import { useTranslations } from "next-intl";
import { compareTexts } from "@/lib/charter-publishing/compare-texts";

/** The differences between two texts: underlined or struck through, and named, so as not to depend on a colour. */
export function Comparison({ before, after, lang }: { before: string; after: string; lang: "fr" | "en" }) {
  const t = useTranslations("charters.publish");
  const stretches = compareTexts(before, after);
  if (stretches.length === 0) return <p>{t("none")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls within the page must be reached by keyboard.
    <article className="comparison" aria-label={t("legend")} tabIndex={0}>
      <div lang={lang}>
        {stretches.map(({ kind, text }, index) => {
          const key = `${index}-${kind}`;
          if (kind === "same") return <span key={key}>{text}</span>;
          const Element = kind === "added" ? "ins" : "del";
          return (
            <Element key={key}>
              <span className="vh">{t(kind)}</span>
              {text}
            </Element>
          );
        })}
      </div>
    </article>
  );
}
