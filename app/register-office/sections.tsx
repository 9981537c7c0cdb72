import { useTranslations } from "next-intl";
import { Sections } from "@/app/ui/sections";
import type { Office } from "./offices";
import { wordsOf } from "./words";

/** The pages of an office, for the margin of each. `here` is null on a page below one of them. */
export function OfficeSections({ office, here }: { office: Office; here: "find" | "import" | "sheets" | null }) {
  const t = useTranslations("registrar.sections");
  const { paths, population } = office;
  const words = wordsOf(office);
  const sections = [
    { href: paths.find, name: t(`find.${population}`) },
    { href: paths.import, name: t("import") },
    { href: paths.sheets, name: t("sheets", words) },
  ];
  return <Sections label={t("label", words)} here={here ? paths[here] : ""} sections={sections} />;
}
