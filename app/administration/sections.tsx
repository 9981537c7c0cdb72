import { getTranslations } from "next-intl/server";
import { Sections } from "@/app/ui/sections";
import { currentVisitor } from "@/lib/session/current-visitor";
import { hasRole, type Visitor } from "@/lib/session/visitor";
import { dataOfficers, overseers, sessionEnders } from "./access";

const places = [
  { href: "/administration/journal", key: "journal", roles: overseers },
  { href: "/administration/statistiques", key: "statistics", roles: overseers },
  { href: "/administration/chartes", key: "charters", roles: overseers },
  { href: "/administration/signalements", key: "reports", roles: overseers },
  { href: "/administration/sessions", key: "sessions", roles: sessionEnders },
  { href: "/administration/donnees", key: "personalData", roles: dataOfficers },
] as const;

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
