import { useTranslations } from "next-intl";
import { Sections } from "@/app/ui/sections";

const places = [
  { href: "/administration/journal", key: "journal" },
  { href: "/administration/statistiques", key: "statistics" },
  { href: "/administration/chartes", key: "charters" },
  { href: "/administration/signalements", key: "reports" },
] as const;

/** The pages of IT and of the DPO, for the margin of each. `here` is null on a page that hangs below one of them. */
export function AdministrationSections({ here }: { here: (typeof places)[number]["href"] | null }) {
  const t = useTranslations("journal.sections");
  return (
    <Sections label={t("label")} here={here ?? ""} sections={places.map(({ href, key }) => ({ href, name: t(key) }))} />
  );
}
