import type { SettingFault, SettingName } from "@/lib/read-settings";
import { type Finding, fault, ok, type Sentence } from "../finding";

/** Each setting that is missing or cannot be read, by name. */
export function checkEnvironment(faults: readonly SettingFault[]): Finding[] {
  if (faults.length === 0) return [ok("settings.complete")];
  return faults.map(({ name, kind }) => {
    if (kind === "missing") return fault("settings.missing", { name });
    if (kind === "not-https") return fault("settings.notHttps");
    return fault(shapes[name] ?? "settings.malformed.other", { name });
  });
}

/** How each setting that has a shape should be written. */
const shapes: Partial<Record<SettingName, Sentence>> = {
  PORT: "settings.malformed.PORT",
  DATABASE_URL: "settings.malformed.DATABASE_URL",
  LDAP_URL: "settings.malformed.LDAP_URL",
  LDAP_FLAVOR: "settings.malformed.LDAP_FLAVOR",
  SMTP_URL: "settings.malformed.SMTP_URL",
  PUBLIC_URL: "settings.malformed.PUBLIC_URL",
  NEXTAUTH_SECRET: "settings.malformed.NEXTAUTH_SECRET",
  WEB_CONCURRENCY: "settings.malformed.WEB_CONCURRENCY",
};
