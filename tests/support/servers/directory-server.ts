import { readFileSync } from "node:fs";
import demoUniversity from "@/embedded/demo-university.json" with { type: "json" };
import type { PersonFacts } from "@/embedded/directory/entries";
import type { Env } from "@/lib/env";
import { type Institution, institutionSchema } from "@/lib/institution";
import type { Values } from "./ldif";

/**
 * A real directory server on loopback, in a folder of its own, with the demo university's people and groups and the password policy of
 * `policy`. It ends with this process. The administrator's helpers act as an administrator of that kind of server would.
 */
export interface DirectoryServer {
  flavor: Env["ldap"]["flavor"];
  /** In clear until StartTLS. */
  url: string;
  ldapsUrl: string;
  /** PEM of the authority behind `ldapsUrl` and StartTLS. */
  caFile: string;
  baseDn: string;
  /** The service account: no administrator, so that the password policy holds for what it does. */
  bindDn: string;
  bindPassword: string;
  /** The demo university, with the names that its facts have in this server. */
  institution: Institution;

  dnOf(uid: string): string;
  canBind(uid: string, password: string): Promise<boolean>;
  /** All that the server keeps of a person, operational attributes too, as its administrator sees it. */
  entry(uid: string): Promise<Record<string, string[]>>;

  /** Makes these the only values of each attribute, as an administrator may. An attribute without a value goes. */
  change(uid: string, values: Values): Promise<void>;
  /** As many wrong passwords as it takes: locked for a while, until an administrator lifts it or the time is over. */
  lockOut(uid: string): Promise<void>;
  /** By an administrator, until an administrator lifts it: no password opens any more. */
  disable(uid: string): Promise<void>;
  /** The password is older than the policy lets it be. */
  expirePassword(uid: string): Promise<void>;
  /** The password was given by an administrator, and opens nothing but its own change. */
  demandNewPassword(uid: string): Promise<void>;
  /** The password was changed a moment ago, and may not be again before ten days. */
  forbidChange(uid: string): Promise<void>;

  /** It accepts connections still, and answers nothing until it goes on. */
  hang(): void;
  goOn(): void;
  /** Ends the server at once; `start` brings it back at the same address with the same data. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface StartOptions {
  /** Beside the demo university's. */
  people?: PersonFacts[];
  /** More entries, in this server's own words. */
  ldif?: string;
}

export interface DirectoryServerKind {
  name: string;
  /** False where the Debian packages are missing, or the server cannot run: say so, and skip. */
  isInstalled: boolean;
  start(options?: StartOptions): Promise<DirectoryServer>;
}

/** The same on each, and harder than the service's own rules so that it refuses what they accept. */
export const policy = {
  minLength: 10,
  history: 3,
  maxFailures: 10,
  lockoutSeconds: 900,
  maxAgeSeconds: 365 * 86_400,
  /** Of those for whom `forbidChange` was called. */
  minAgeSeconds: 10 * 86_400,
};

export const baseDn = "dc=univ,dc=example";
export const servicePassword = "Only-4-the-tests";

/** Fails to sign in until the account is locked. */
export async function failToSignIn(canBind: DirectoryServer["canBind"], uid: string): Promise<void> {
  for (let failure = 0; failure < policy.maxFailures; failure++) await canBind(uid, "not-the-password");
}

/** What the service is told of that server. Over LDAPS, unless `differences` say otherwise. */
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

/** The demo university, where these facts of a person have other names than SupAnn's. */
export function institutionWith(attributes: Partial<Institution["attributes"]>): Institution {
  return institutionSchema.parse({ ...demoUniversity, attributes });
}

/** A text beside this file, each `@NAME@` in it replaced. */
export function filledIn(file: URL | string, values: Record<string, string>): string {
  return readFileSync(file, "utf8").replace(/@([A-Z0-9]+)@/g, (whole, name: string) => values[name] ?? whole);
}
