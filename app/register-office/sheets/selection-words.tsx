import { useLocale, useTranslations } from "next-intl";
import type { SheetSelection } from "@/lib/credential-sheet/rules";
import { dayInWords } from "@/lib/http/day";

/** A selection, in words. */
export function SelectionWords({ selection }: { selection: SheetSelection }) {
  const t = useTranslations("sheets.selection");
  const locale = useLocale();
  const { population, identifiers, component, enrolledOn, run, notPrinted } = selection;
  const day = enrolledOn && dayInWords(new Date(`${enrolledOn}T12:00:00Z`), locale, "UTC", true);
  const chosen = ([first, ...others]: string[]) => {
    if (!first) return t("erased");
    return others.length === 0 ? first : t("students", { count: others.length + 1, population });
  };
  const words = [
    identifiers && chosen(identifiers),
    component && t("component", { component, population }),
    day && t("enrolledOn", { day, population }),
    run && t("again"),
    notPrinted && t("notPrinted"),
  ];
  const text = words.filter(Boolean).join(", ");
  return identifiers?.length === 1 ? text : text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
