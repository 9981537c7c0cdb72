import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { canBindAt, readEntryAt } from "../ldap-client";
import { makeCertificates } from "./certificates";
import { demoLdif } from "./openldap/demo-ldif";
import { launchOnFreePorts, launchSlapd, slapd } from "./openldap/slapd";

const slapadd = "/usr/sbin/slapadd";

/** False where `apt-get install slapd` was not run: say so, and skip. */
export const isOpenLdapInstalled = existsSync(slapd) && existsSync(slapadd);

export interface OpenLdap {
  url: string;
  ldapsUrl: string;
  /** PEM of the authority behind `ldapsUrl` and StartTLS; the certificate is for 127.0.0.1 and localhost. */
  caFile: string;
  baseDn: string;
  /** The service account: no root DN, so that the password policy holds for what it does. */
  bindDn: string;
  bindPassword: string;
  canBind(uid: string, password: string): Promise<boolean>;
  /** All that the server keeps of a person, operational attributes too, as its administrator sees it. */
  entry(uid: string): Promise<Record<string, string[]>>;
  /** It accepts connections still, and answers nothing until it goes on. */
  hang(): void;
  goOn(): void;
  /** Ends the server at once; `start` brings it back on the same ports with the same data. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A real slapd on loopback with SupAnn and eduPerson, ppolicy (10 characters at least, 3 passwords kept in history, locked after 10
 * failures) and the demo university's people and groups, in a folder of its own.
 * `ldif` adds entries below `dc=univ,dc=example`. It ends with this process.
 */
export async function startOpenLdap({ ldif = "" }: { ldif?: string } = {}): Promise<OpenLdap> {
  const folder = mkdtempSync(join(tmpdir(), "trousseau-openldap-"));
  const baseDn = "dc=univ,dc=example";
  const bindDn = `cn=trousseau,ou=services,${baseDn}`;
  const bindPassword = "only-for-tests";
  const root = { dn: `cn=admin,${baseDn}`, password: randomBytes(12).toString("hex") };

  const { authorityFile } = makeCertificates(join(folder, "tls"));
  const configuration = writeConfiguration(folder, {
    SCHEMAS: here("openldap"),
    FOLDER: folder,
    BASE: baseDn,
    SERVICE: bindDn,
    ROOTPW: root.password,
  });
  mkdirSync(join(folder, "data"));
  execFileSync(slapadd, ["-q", "-f", configuration], {
    input: `${demoLdif(baseDn, { dn: bindDn, password: bindPassword })}\n${ldif}`,
    stdio: ["pipe", "ignore", "inherit"],
  });

  const pidFile = join(folder, "slapd.pid");
  const { url, ldapsUrl, ...first } = await launchOnFreePorts(configuration, pidFile);
  let server = first.server;
  const personDn = (uid: string) => `uid=${uid},ou=people,${baseDn}`;
  return {
    url,
    ldapsUrl,
    caFile: authorityFile,
    baseDn,
    bindDn,
    bindPassword,
    canBind: (uid, password) => canBindAt(url, personDn(uid), password),
    entry: (uid) => readEntryAt(url, root, personDn(uid)),
    hang: () => server.signal("SIGSTOP"),
    goOn: () => server.signal("SIGCONT"),
    stop: () => server.kill(),
    async start() {
      server = await launchSlapd(configuration, pidFile, [url, ldapsUrl]);
    },
    async close() {
      await server.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

function writeConfiguration(folder: string, values: Record<string, string>): string {
  const template = readFileSync(here("openldap/slapd.conf"), "utf8");
  const file = join(folder, "slapd.conf");
  writeFileSync(
    file,
    template.replace(/@([A-Z]+)@/g, (_, name: string) => values[name] ?? ""),
    { mode: 0o600 },
  );
  return file;
}
