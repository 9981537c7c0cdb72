import { dataOfficers, overseers, sessionEnders } from "./access";

/** The pages of the administration, and the roles that may open each. */
export const places = [
  { href: "/administration/journal", key: "journal", roles: overseers },
  { href: "/administration/statistiques", key: "statistics", roles: overseers },
  { href: "/administration/chartes", key: "charters", roles: overseers },
  { href: "/administration/signalements", key: "reports", roles: overseers },
  { href: "/administration/sessions", key: "sessions", roles: sessionEnders },
  { href: "/administration/donnees", key: "personalData", roles: dataOfficers },
] as const;
