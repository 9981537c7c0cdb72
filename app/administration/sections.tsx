import { getTranslations } from "next-intl/server";
import { Sections } from "@/app/ui/sections";
import { currentVisitor } from "@/lib/session/current-visitor";
import { hasRole, type Visitor } from "@/lib/session/visitor";
import { places } from "./places";

/** Returns the pages of IT and of the DPO that this person may open. */
export function placesOf(visitor: Pick<Visitor, "roles">) {
  return places.filter(({ roles }) => hasRole(visitor, roles));
}

/** The same pages, as links in the margin. `here` is null on a page below one of them. */
export async function AdministrationSections({ here }: { here: (typeof places)[number]["href"] | null }) {
  const t = await getTranslations("journal.sections");
  const visitor = await currentVisitor();
  const sections = visitor ? placesOf(visitor).map(({ href, key }) => ({ href, name: t(key) })) : [];
  return <Sections label={t("label")} here={here ?? ""} sections={sections} />;
}
