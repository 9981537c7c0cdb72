import { readFileSync } from "node:fs";
import demoUniversity from "@/embedded/demo-university.json" with { type: "json" };
import type { PersonFacts } from "@/embedded/directory/entries";
import type { Env } from "@/lib/env";
import { type Institution, institutionSchema } from "@/lib/institution";
import type { Values } from "./ldif";

/**
 * A real directory server on loopback, in its own folder, with the demo university's people and groups and the password
 * policy `policy`. It ends with this process. The administrator's methods act as an administrator of that kind of
 * server does.
 */
export interface DirectoryServer {
  flavor: Env["ldap"]["flavor"];
  /** In clear until StartTLS. */
  url: string;
  ldapsUrl: string;
  /** PEM of the authority for `ldapsUrl` and StartTLS. */
  caFile: string;
  baseDn: string;
  /** The service account: not an administrator, so that the password policy applies to it. */
  bindDn: string;
  bindPassword: string;
  /** The demo university, with this server's attribute names. */
  institution: Institution;

  dnOf(uid: string): string;
  canBind(uid: string, password: string): Promise<boolean>;
  /** Returns all that the server has about a person, operational attributes included, as its administrator sees it. */
  entry(uid: string): Promise<Record<string, string[]>>;

  /** Makes these the only values of each attribute, as administrator. Deletes an attribute without values. */
  change(uid: string, values: Values): Promise<void>;
  /** Binds with wrong passwords until the account is locked, until an administrator unlocks it or the time is over. */
  lockOut(uid: string): Promise<void>;
  /** Disables the account, as an administrator, until an administrator enables it: no password is accepted. */
  disable(uid: string): Promise<void>;
  /** Makes the password older than the policy allows. */
  expirePassword(uid: string): Promise<void>;
  /** Makes the password one that an administrator gave: it only allows its own change. */
  demandNewPassword(uid: string): Promise<void>;
  /** Makes the password one changed a moment ago, which may not change again for ten days. */
  forbidChange(uid: string): Promise<void>;

  /** Makes the server still accept connections, but answer nothing until `goOn`. */
  hang(): void;
  goOn(): void;
  /** Ends the server at once; `start` restarts it at the same address with the same data. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface StartOptions {
  /** Besides the demo university's. */
  people?: PersonFacts[];
  /** More entries, in this server's own syntax. */
  ldif?: string;
}

export interface DirectoryServerKind {
  name: string;
  /** False when the Debian packages are missing, or the server cannot run: report it, and skip. */
  isInstalled: boolean;
  start(options?: StartOptions): Promise<DirectoryServer>;
}

/** The same on each server, and stricter than the service's own rules, so that the server refuses what they accept. */
export const policy = {
  minLength: 10,
  history: 3,
  maxFailures: 10,
  lockoutSeconds: 900,
  maxAgeSeconds: 365 * 86_400,
  /** For people given to `forbidChange`. */
  minAgeSeconds: 10 * 86_400,
};

export const baseDn = "dc=univ,dc=example";
export const servicePassword = "Only-4-the-tests";

/** Fails to bind until the account is locked. */
export async function failToSignIn(canBind: DirectoryServer["canBind"], uid: string): Promise<void> {
  for (let failure = 0; failure < policy.maxFailures; failure++) await canBind(uid, "not-the-password");
}

/** Returns the service's settings for that server: over LDAPS, unless `differences` say otherwise. */
export function settingsOf(server: DirectoryServer, differences: Partial<Env["ldap"]> = {}): Env["ldap"] {
  const { ldapsUrl, caFile, flavor, bindDn, bindPassword } = server;
  return {
    urls: [ldapsUrl],
    startTls: false,
    caFile,
    flavor,
    baseDn: server.baseDn,
    bindDn,
    bindPassword,
    ...differences,
  };
}

/** Returns the demo university with other attribute names than SupAnn's. */
export function institutionWith(attributes: Partial<Institution["attributes"]>): Institution {
  return institutionSchema.parse({ ...demoUniversity, attributes });
}

/** Reads a text file and replaces each `@NAME@` in it. */
export function filledIn(file: URL | string, values: Record<string, string>): string {
  return readFileSync(file, "utf8").replace(/@([A-Z0-9]+)@/g, (whole, name: string) => values[name] ?? whole);
}
