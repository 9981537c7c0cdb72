import { execFileSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoPeople } from "@/embedded/demo-people";
import { canBindAt, readEntryAt } from "../ldap-client";
import { applyLdif, runWithInput } from "./administration";
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
import { launch } from "./launch";
import { ldifAdd, ldifReplace, type Values } from "./ldif";
import { copyPrepared } from "./prepared";
import { accountControl, attributes, dnOfPerson, personLdif, policyDn, treeLdif } from "./samba-ad/entries";
import { delegatedRights, schemaGuid } from "./samba-ad/rights";

const samba = "/usr/sbin/samba";
const service = { dn: `CN=trousseau,OU=services,${baseDn}`, password: servicePassword };
const administrator = { dn: `CN=Administrator,CN=Users,${baseDn}`, password: "Administrator-4-the-tests" };

/** Samba as an Active Directory domain controller. It listens on ports 389 and 636, as root, on its own address. */
export const sambaAd: DirectoryServerKind = {
  name: "Samba AD",
  isInstalled: [samba, "/usr/bin/samba-tool", "/usr/bin/ldbmodify"].every(existsSync) && process.getuid?.() === 0,
  start: startSambaAd,
};

async function startSambaAd({ people = [], ldif = "" }: StartOptions = {}): Promise<DirectoryServer> {
  const folder = mkdtempSync(join(tmpdir(), "trousseau-ad-"));
  const address = `127.${randomInt(16, 240)}.${randomInt(1, 255)}.${randomInt(1, 255)}`;
  const url = `ldap://${address}`;
  const ldapsUrl = `ldaps://${address}`;

  await copyPrepared("samba-ad", ingredients(), folder, makeDomain);
  const { authorityFile } = makeCertificates(join(folder, "tls-of-tests"), address);
  writeConfiguration(folder, address);
  await changeOffline(folder, [...people.map(personLdif), ldif].join("\n"));

  const run = () => launch([samba, "-F", "-M", "single", "-s", join(folder, "smb.conf")], [url, ldapsUrl]);
  let server = await run();

  const ca = readFileSync(authorityFile, "utf8");
  const dns = new Map([...demoPeople, ...people].map((facts) => [facts.uid, dnOfPerson(facts)]));
  const dnOf = (uid: string) => dns.get(uid) ?? `CN=${uid},OU=people,${baseDn}`;
  const canBind = (uid: string, password: string) => canBindAt(ldapsUrl, dnOf(uid), password, ca);
  const change = (uid: string, values: Values) =>
    applyLdif({ ldapsUrl, caFile: authorityFile, administrator }, ldifReplace(dnOf(uid), values));
  return {
    flavor: "ad",
    url,
    ldapsUrl,
    caFile: authorityFile,
    baseDn,
    bindDn: service.dn,
    bindPassword: service.password,
    institution: institutionWith(attributes),
    dnOf,
    canBind,
    entry: (uid) => readEntryAt(ldapsUrl, administrator, dnOf(uid), { ca, more: computed }),
    change,
    lockOut: (uid) => failToSignIn(canBind, uid),
    disable: (uid) => change(uid, { userAccountControl: [String(accountControl.disabled)] }),
    // Only the database itself accepts a time at which a password was set.
    expirePassword: (uid) =>
      changeOffline(folder, ldifReplace(dnOf(uid), { pwdLastSet: ["132223104000000000"] }), bypassLastSet),
    demandNewPassword: (uid) => change(uid, { pwdLastSet: ["0"] }),
    async forbidChange(uid) {
      await change(uid, { pwdLastSet: ["-1"] });
      const application = ldifAdd(policyDn("patient"), { "msDS-PSOAppliesTo": [dnOf(uid)] });
      await applyLdif({ ldapsUrl, caFile: authorityFile, administrator }, application);
    },
    hang: () => server.signal("SIGSTOP"),
    goOn: () => server.signal("SIGCONT"),
    stop: () => server.kill(),
    async start() {
      server = await run();
    },
    async close() {
      await server.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Attributes that the server computes when they are requested by name. */
const computed = ["msDS-User-Account-Control-Computed", "msDS-UserPasswordExpiryTimeComputed", "msDS-ResultantPSO"];

const bypassLastSet = "--controls=local_oid:1.3.6.1.4.1.7165.4.3.20:0";

/** Creates a domain with the demo university: half a minute of work. */
async function makeDomain(folder: string): Promise<void> {
  const domain = ["--realm=UNIV.EXAMPLE", "--domain=UNIV", "--host-name=dc1", "--host-ip=127.0.0.1"];
  const words = ["--server-role=dc", "--dns-backend=NONE", `--adminpass=${administrator.password}`];
  execFileSync("samba-tool", ["domain", "provision", "-s", "/dev/null", `--targetdir=${folder}`, ...words, ...domain], {
    stdio: "ignore",
  });
  writeConfiguration(folder, "127.0.0.1");
  for (const ldif of domainLdifs()) await changeOffline(folder, ldif);

  const found = execFileSync("ldbsearch", ["-H", databaseIn(folder), "(sAMAccountName=trousseau)", "objectSid"], {
    env: environmentIn(folder),
    encoding: "utf8",
  });
  const sid = /objectSid: (\S+)/.exec(found)?.[1];
  if (!sid) throw new Error(`no objectSid in ${found}`);
  const rights = [`--objectdn=OU=people,${baseDn}`, `--sddl=${delegatedRights(sid)}`];
  execFileSync("samba-tool", ["dsacl", "set", "-s", join(folder, "smb.conf"), "-H", databaseIn(folder), ...rights], {
    stdio: "ignore",
  });
}

/** Returns all that `makeDomain` depends on. */
function ingredients(): string[] {
  const version = execFileSync(samba, ["--version"], { encoding: "utf8" });
  return [version, administrator.password, smbConf, delegatedRights("SID"), ...domainLdifs()];
}

function domainLdifs(): string[] {
  const values = {
    BASE: baseDn,
    GUID2: schemaGuid("extensionAttribute2"),
    GUID3: schemaGuid("extensionAttribute3"),
    GUID4: schemaGuid("extensionAttribute4"),
  };
  const schema = ["schema.ldif", "user-class.ldif"].map((name) => filledIn(here(name), values));
  return [...schema, treeLdif(service, demoPeople)];
}

function here(name: string): URL {
  return new URL(`samba-ad/${name}`, import.meta.url);
}

const smbConf = readFileSync(here("smb.conf"), "utf8");

function writeConfiguration(folder: string, address: string): void {
  writeFileSync(join(folder, "smb.conf"), filledIn(here("smb.conf"), { FOLDER: folder, ADDRESS: address }));
}

const databaseIn = (folder: string) => join(folder, "private", "sam.ldb");
const environmentIn = (folder: string) => ({ ...process.env, SMB_CONF_PATH: join(folder, "smb.conf") });

/** Writes to the database itself, even while a server runs on it. */
async function changeOffline(folder: string, ldif: string, ...options: string[]): Promise<void> {
  if (ldif.trim() === "") return;
  const settings = { SMB_CONF_PATH: join(folder, "smb.conf") };
  await runWithInput("ldbmodify", ["-H", databaseIn(folder), ...options], ldif, settings);
}
