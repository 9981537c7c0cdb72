import { useTranslations } from "next-intl";
import { plainText } from "@/lib/charter/plain-text";
import { compareTexts } from "@/lib/charter-publishing/compare-texts";

/** The differences between two texts: underlined or struck through, and named, so as not to depend on a colour. */
export function Comparison({ before, after, lang }: { before: string; after: string; lang: "fr" | "en" }) {
  const t = useTranslations("charters.publish");
  const stretches = compareTexts(plainText(before), plainText(after));
  if (stretches.length === 0) return <p>{t(before === after ? "none" : "marksOnly")}</p>;
  return (
    <div className="comparison" lang={lang}>
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
  );
}
