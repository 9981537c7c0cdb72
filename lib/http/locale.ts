/** The two languages of every message that the service shows or sends. */
export type Locale = "fr" | "en";

export const languageCookie = "trousseau_language";

/** Returns French unless the person chose English, or their browser asks for English before French. */
export function chooseLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (chosen === "fr" || chosen === "en") return chosen;
  const asked = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return { language: tag.slice(0, 2), weight: quality ? Number(quality.trim().slice(2)) || 0 : 1 };
    })
    .filter(({ language, weight }) => (language === "fr" || language === "en") && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return asked[0]?.language === "en" ? "en" : "fr";
}
