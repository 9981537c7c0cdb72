import { useTranslations } from "next-intl";
import { Sections } from "@/app/ui/sections";

const places = [
  { href: "/scolarite", key: "find" },
  { href: "/scolarite/import", key: "import" },
  { href: "/scolarite/scolpass", key: "sheets" },
] as const;

/** The registrar's pages, for the margin of each. `here` is null on a page that hangs below one of them. */
export function RegistrarSections({ here }: { here: (typeof places)[number]["href"] | null }) {
  const t = useTranslations("registrar.sections");
  return (
    <Sections label={t("label")} here={here ?? ""} sections={places.map(({ href, key }) => ({ href, name: t(key) }))} />
  );
}
