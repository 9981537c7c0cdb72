import { type Env, SettingsError } from "@/lib/env";
import type { Connection } from "./connection";
import type { Deadline } from "./deadline";
import type { AuthenticateOutcome, SetPasswordOutcome } from "./directory";
import { openldap } from "./openldap";

/** Where directory servers differ from each other: how a password is tried and set, and what their refusals mean. */
export interface Flavor {
  authenticate(connection: Connection, dn: string, password: string, deadline: Deadline): Promise<AuthenticateOutcome>;
  setPassword(connection: Connection, dn: string, newPassword: string, deadline: Deadline): Promise<SetPasswordOutcome>;
}

/** Throws `SettingsError` for a kind of server that we cannot speak to. */
export function flavorOf(name: Env["ldap"]["flavor"]): Flavor {
  if (name === "openldap") return openldap;
  throw new SettingsError([`LDAP_FLAVOR: ${name} is not supported yet, only openldap is`]);
}
