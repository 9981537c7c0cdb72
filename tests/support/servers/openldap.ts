import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { demoPeople } from "@/embedded/demo-people";
import { personDn } from "@/embedded/directory/entries";
import { canBindAt, readEntryAt } from "../ldap-client";
import { applyLdif } from "./administration";
import { makeCertificates } from "./certificates";
import {
  baseDn,
  type DirectoryServer,
  type DirectoryServerKind,
  failToSignIn,
  filledIn,
  institutionWith,
  type StartOptions,
  servicePassword,
} from "./directory-server";
import { generalizedTime } from "./generalized-time";
import { launch, onFreePorts } from "./launch";
import { ldifReplace, type Values } from "./ldif";
import { lockedForGood, policyDn, treeLdif } from "./openldap/entries";

/** From the root, because a bench bundles this file elsewhere. */
const files = resolve("tests/support/servers/openldap");
const slapd = "/usr/sbin/slapd";
const slapadd = "/usr/sbin/slapadd";

/** slapd with SupAnn and eduPerson, and ppolicy. */
export const openldap = {
  name: "OpenLDAP",
  isInstalled: existsSync(slapd) && existsSync(slapadd),
  start: startOpenLdap,
} satisfies DirectoryServerKind;

export interface OpenLdapServer extends DirectoryServer {
  /** Binds as the root DN. */
  administrator: { dn: string; password: string };
  /** The database's. */
  dataFolder: string;
  /** Changes its configuration, which it reads at its next start. */
  configure(change: (lines: string) => string): void;
}

export async function startOpenLdap({ people = [], ldif = "" }: StartOptions = {}): Promise<OpenLdapServer> {
  const folder = mkdtempSync(join(tmpdir(), "trousseau-openldap-"));
  const service = { dn: `cn=trousseau,ou=services,${baseDn}`, password: servicePassword };
  const administrator = { dn: `cn=admin,${baseDn}`, password: randomBytes(12).toString("hex") };

  const { authorityFile } = makeCertificates(join(folder, "tls"), "127.0.0.1");
  const configuration = join(folder, "slapd.conf");
  const values = {
    SCHEMAS: files,
    FOLDER: folder,
    BASE: baseDn,
    SERVICE: service.dn,
    ROOTPW: administrator.password,
  };
  writeFileSync(configuration, filledIn(join(files, "slapd.conf"), values), { mode: 0o600 });
  mkdirSync(join(folder, "data"));
  execFileSync(slapadd, ["-q", "-f", configuration], {
    input: `${treeLdif(service, [...demoPeople, ...people])}\n${ldif}`,
    stdio: ["pipe", "ignore", "inherit"],
  });

  const run = (...urls: string[]) => launch([slapd, "-d", "0", "-f", configuration, "-h", urls.join(" ")], urls);
  const { url, ldapsUrl, ...first } = await onFreePorts((urls) => run(urls.url, urls.ldapsUrl));
  let server = first.server;

  const dnOf = (uid: string) => personDn(uid, baseDn);
  const canBind = (uid: string, password: string) => canBindAt(url, dnOf(uid), password);
  /** The relax control lets an administrator write attributes that the server reserves for itself. */
  const change = (uid: string, attributes: Values) =>
    applyLdif({ ldapsUrl, caFile: authorityFile, administrator }, ldifReplace(dnOf(uid), attributes), "-e", "relax");
  return {
    administrator,
    dataFolder: join(folder, "data"),
    configure: (change) => writeFileSync(configuration, change(readFileSync(configuration, "utf8"))),
    flavor: "openldap",
    url,
    ldapsUrl,
    caFile: authorityFile,
    baseDn,
    bindDn: service.dn,
    bindPassword: service.password,
    institution: institutionWith({}),
    dnOf,
    canBind,
    entry: (uid) => readEntryAt(url, administrator, dnOf(uid)),
    change,
    lockOut: (uid) => failToSignIn(canBind, uid),
    disable: (uid) => change(uid, { pwdAccountLockedTime: [lockedForGood] }),
    expirePassword: (uid) => change(uid, { pwdChangedTime: ["20200101000000Z"] }),
    demandNewPassword: (uid) => change(uid, { pwdPolicySubentry: [policyDn("renewing")], pwdReset: ["TRUE"] }),
    forbidChange: (uid) =>
      change(uid, { pwdPolicySubentry: [policyDn("patient")], pwdChangedTime: [generalizedTime(new Date())] }),
    hang: () => server.signal("SIGSTOP"),
    goOn: () => server.signal("SIGCONT"),
    stop: () => server.kill(),
    async start() {
      server = await run(url, ldapsUrl);
    },
    async close() {
      await server.kill();
      rmSync(folder, { recursive: true });
    },
  };
}
