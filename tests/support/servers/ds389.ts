import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
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
  institutionWith,
  policy,
  type StartOptions,
  servicePassword,
} from "./directory-server";
import { directoryManager, instanceConfiguration, schemaLdif } from "./ds389/configuration";
import { policyDn, treeLdif } from "./ds389/entries";
import { generalizedTime } from "./generalized-time";
import { launch, onFreePorts } from "./launch";
import { ldifReplace, saltedHash, type Values } from "./ldif";

const nsSlapd = "/usr/sbin/ns-slapd";

/** 389 Directory Server with SupAnn, its bundled eduPerson, and its own password policy. */
export const ds389: DirectoryServerKind = {
  name: "389 Directory Server",
  isInstalled: existsSync(nsSlapd),
  start: startDs389,
};

async function startDs389({ people = [], ldif = "" }: StartOptions = {}): Promise<DirectoryServer> {
  const folder = mkdtempSync(join(tmpdir(), "trousseau-389-"));
  const instance = `slapd-${basename(folder)}`;
  const service = { dn: `cn=trousseau,ou=services,${baseDn}`, password: servicePassword };
  const administrator = { dn: directoryManager, password: randomBytes(12).toString("hex") };
  const rootPassword = saltedHash(administrator.password);

  for (const name of ["db", "log", "run", instance, join(instance, "schema")]) mkdirSync(join(folder, name));
  const { authorityFile } = makeCertificates(join(folder, "tls"), "127.0.0.1");
  keepCertificates(join(folder, "tls"), join(folder, instance));
  const supann = readFileSync(new URL("openldap/supann.schema", import.meta.url), "utf8");
  writeFileSync(join(folder, instance, "schema", "99user.ldif"), schemaLdif(supann));

  const run = (...urls: string[]) => {
    // The lock of a server that was killed may name a process id that another process has since.
    rmSync(join(folder, "lock"), { recursive: true, force: true });
    mkdirSync(join(folder, "lock"));
    const words = ["-D", join(folder, instance), "-i", join(folder, "run", "pid"), "-d", "0"];
    return launch([nsSlapd, ...words], urls);
  };
  const { url, ldapsUrl, ...first } = await onFreePorts((urls) => {
    const ports = { port: new URL(urls.url).port, securePort: new URL(urls.ldapsUrl).port };
    const configuration = instanceConfiguration({ folder, name: instance, ...ports, rootPassword });
    writeFileSync(join(folder, instance, "dse.ldif"), configuration);
    return run(urls.url, urls.ldapsUrl);
  });
  let server = first.server;
  const target = { ldapsUrl, caFile: authorityFile, administrator };
  await applyLdif(target, `${treeLdif(service, [...demoPeople, ...people])}\n${ldif}`);

  const dnOf = (uid: string) => personDn(uid, baseDn);
  const canBind = (uid: string, password: string) => canBindAt(url, dnOf(uid), password);
  const change = (uid: string, attributes: Values) => applyLdif(target, ldifReplace(dnOf(uid), attributes));
  return {
    flavor: "389ds",
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
    disable: (uid) => change(uid, { nsAccountLock: ["true"] }),
    expirePassword: (uid) => change(uid, { passwordExpirationTime: ["20200101000000Z"] }),
    demandNewPassword: (uid) =>
      change(uid, { pwdPolicySubentry: [policyDn("renewing")], passwordExpirationTime: ["19700101000000Z"] }),
    forbidChange: (uid) => {
      const allowed = generalizedTime(new Date(Date.now() + policy.minAgeSeconds * 1000));
      return change(uid, { pwdPolicySubentry: [policyDn("patient")], passwordAllowChangeTime: [allowed] });
    },
    hang: () => server.signal("SIGSTOP"),
    goOn: () => server.signal("SIGCONT"),
    stop: () => server.kill(),
    async start() {
      server = await run(url, ldapsUrl);
    },
    async close() {
      await server.kill();
      rmSync(folder, { recursive: true });
      rmSync(join("/dev/shm", `sem.${instance}.stats`), { force: true });
    },
  };
}

/** Puts keys and certificates into an NSS database in the configuration folder, where the server reads them. */
function keepCertificates(from: string, to: string): void {
  const run = (program: string, ...words: string[]) => execFileSync(program, words, { cwd: from, stdio: "ignore" });
  const keyAndCertificate = ["-inkey", "server.key", "-in", "server.pem", "-name", "Server-Cert", "-out", "server.p12"];
  run("openssl", "pkcs12", "-export", ...keyAndCertificate, "-passout", "pass:");
  run("certutil", "-N", "-d", `sql:${to}`, "--empty-password");
  run("pk12util", "-i", "server.p12", "-d", `sql:${to}`, "-W", "");
  run("certutil", "-A", "-d", `sql:${to}`, "-n", "authority", "-t", "CT,,", "-i", "authority.pem");
}
