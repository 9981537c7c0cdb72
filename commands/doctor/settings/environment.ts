import type { SettingFault, SettingName } from "@/lib/read-settings";
import { type Finding, fault, ok, type Sentence } from "../finding";

/** Reports each setting that is missing or unreadable, by name. */
export function checkEnvironment(faults: readonly SettingFault[]): Finding[] {
  return faults.length === 0 ? [ok("settings.complete")] : faults.map(findingOf);
}

/** Returns the finding for a faulty setting, here and at the start of the service. */
export function findingOf({ name, kind, values }: SettingFault): Finding {
  return fault(sentences[kind](name), { name, ...values });
}

const sentences: Record<SettingFault["kind"], (name: SettingName) => Sentence> = {
  missing: (name) => (name === "LDAP_PEOPLE_DN" ? "settings.missingPeople" : "settings.missing"),
  malformed: (name) => shapes[name] ?? "settings.malformed.other",
  "not-https": () => "settings.notHttps",
  unreadable: (name) => (name === "LDAP_CA_FILE" ? "machine.authorities.unreadable" : "institution.unreadable"),
  "not-json": () => "institution.notJson",
  wrong: () => "institution.wrong",
};

/** The sentence for each setting that must have a certain form. */
const shapes: Partial<Record<SettingName, Sentence>> = {
  PORT: "settings.malformed.PORT",
  DATABASE_URL: "settings.malformed.DATABASE_URL",
  LDAP_URL: "settings.malformed.LDAP_URL",
  LDAP_FLAVOR: "settings.malformed.LDAP_FLAVOR",
  LDAP_PEOPLE_DN: "settings.malformed.LDAP_PEOPLE_DN",
  SMTP_URL: "settings.malformed.SMTP_URL",
  PUBLIC_URL: "settings.malformed.PUBLIC_URL",
  NEXTAUTH_SECRET: "settings.malformed.NEXTAUTH_SECRET",
  INTERNAL_NETWORKS: "settings.networks.unreadable",
  TRUSTED_PROXIES: "settings.proxies.unreadable",
  WEB_CONCURRENCY: "settings.malformed.WEB_CONCURRENCY",
};
