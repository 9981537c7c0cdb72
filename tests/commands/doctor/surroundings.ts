import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { doctor } from "@/commands/doctor";
import { migrateDatabase } from "@/db/migrate";
import demoUniversity from "@/embedded/demo-university.json" with { type: "json" };
import { freePort } from "@/embedded/free-port";
import { startMailbox } from "@/embedded/mailbox";
import type { Locale } from "@/lib/http/locale";
import {
  type DirectoryServer,
  type DirectoryServerKind,
  policy,
  type StartOptions,
} from "@/tests/support/servers/directory-server";
import { openldap } from "@/tests/support/servers/openldap";
import { makeAuthority } from "./authority";
import { startTlsFront } from "./tls-front";

type Settings = Record<string, string | undefined>;

interface Diagnosis {
  status: number;
  said: string;
  /** The lines of that sign. */
  lines(sign: "✓" | "–" | "!" | "✗"): string[];
}

/** Everything that a service about to open needs, and real: each setting is right until a test changes it. */
export interface Surroundings {
  folder: string;
  settings: Settings;
  directory: DirectoryServer;
  /** Runs the command on these settings, in French unless said otherwise. Throws when a secret of theirs is in what it says. */
  doctor(differences?: Settings, locale?: Locale): Promise<Diagnosis>;
  /** The institution file with these differences, in a file of its own. */
  institutionFile(differences: object): string;
  /** A statement of the database server's administrator, in the service's own database. */
  sql(statement: string): Promise<void>;
  close(): Promise<void>;
}

const password = "Only-for-tests-7391";
const directoryLockout = { failures: policy.maxFailures, minutes: policy.lockoutSeconds / 60 };

export async function startSurroundings(
  kind: DirectoryServerKind = openldap,
  options: StartOptions = {},
): Promise<Surroundings> {
  const folder = mkdtempSync(join(tmpdir(), "trousseau-doctor-"));
  chmodSync(folder, 0o711);
  const [directory, database, mailbox] = await Promise.all([
    kind.start(options),
    ownDatabase(),
    startMailbox({ dataDir: folder }),
  ]);
  const authority = makeAuthority(folder, "authority");
  const certificate = authority.certify("directory", { names: "IP:127.0.0.1,DNS:localhost", days: 400 });
  const front = await startTlsFront(certificate, targetOf(directory));

  let files = 0;
  const institutionFile = (differences: object) => {
    const file = join(folder, `university-${++files}.json`);
    const { attributes } = directory.institution;
    const texts = { fr: "charte.md", en: "charter.md" };
    const own = { attributes, charter: texts, directoryLockout };
    writeFileSync(file, JSON.stringify({ ...demoUniversity, ...own, ...differences }));
    return file;
  };
  writeFileSync(join(folder, "charte.md"), "# Charte\n");
  writeFileSync(join(folder, "charter.md"), "# Charter\n");

  const secret = randomBytes(32).toString("base64");
  const settings: Settings = {
    DATABASE_URL: database.url,
    LDAP_URL: front.url,
    LDAP_CA_FILE: authority.file,
    LDAP_BASE_DN: directory.baseDn,
    LDAP_BIND_DN: directory.bindDn,
    LDAP_BIND_PASSWORD: directory.bindPassword,
    LDAP_FLAVOR: directory.flavor,
    SMTP_URL: mailbox.url,
    MAIL_FROM: "Université d’Exemple <ne-pas-repondre@univ.example>",
    PUBLIC_URL: `http://localhost:${await freePort()}`,
    NEXTAUTH_SECRET: secret,
    INTERNAL_NETWORKS: "filaire=10.1.0.0/16,vpn=2001:db8:9::/48",
    TRUSTED_PROXIES: "10.0.0.5",
    INSTITUTION_FILE: institutionFile({}),
  };
  return {
    folder,
    settings,
    directory,
    async doctor(differences = {}, locale = "fr") {
      const spoken: string[] = [];
      const terminal = {
        locale,
        isColoured: false,
        say: (line: string) => void spoken.push(line),
        complain: (line: string) => void spoken.push(line),
        end: () => {},
      };
      const all = { ...settings, ...differences };
      const status = await doctor([], terminal, { NODE_ENV: "test", ...all });
      // A narrow no-break space is typeset, not typed.
      const said = spoken.join("\n").replaceAll("\u202f", " ");
      for (const secret of secretsIn(all)) if (said.includes(secret)) throw new Error(`a secret was said: ${said}`);
      return {
        status,
        said,
        lines: (sign) => said.split("\n").filter((line) => line.startsWith(`  ${sign} `)),
      };
    },
    institutionFile,
    sql: (statement) => asAdministrator(statement, database.url),
    async close() {
      await Promise.all([front.close(), mailbox.close(), directory.close()]);
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The passwords by themselves, and those of the addresses. */
function secretsIn({ LDAP_BIND_PASSWORD, NEXTAUTH_SECRET, DATABASE_URL, SMTP_URL }: Settings): string[] {
  const inUrls = [DATABASE_URL, SMTP_URL].flatMap((url) =>
    URL.canParse(url ?? "") ? new URL(url ?? "").password : [],
  );
  return [LDAP_BIND_PASSWORD, NEXTAUTH_SECRET, ...inUrls].filter(
    (secret) => secret !== undefined && secret !== "",
  ) as string[];
}

function targetOf({ flavor, url, ldapsUrl, caFile }: DirectoryServer) {
  // Active Directory refuses a password in clear, even from this machine.
  return flavor === "ad" ? { url: ldapsUrl, caFile } : { url };
}

/** A migrated database and the ordinary account that owns it. */
async function ownDatabase() {
  const name = `doctor_${randomBytes(6).toString("hex")}`;
  await asAdministrator(`create role ${name} login password '${password}'`);
  await asAdministrator(`create database ${name} owner ${name}`);
  const url = new URL(inject("postgresUrl"));
  Object.assign(url, { username: name, password, pathname: `/${name}` });
  await migrateDatabase(url.href);
  return {
    url: url.href,
    async drop() {
      await asAdministrator(`drop database ${name} with (force)`);
      await asAdministrator(`drop role ${name}`);
    },
  };
}

async function asAdministrator(statement: string, database?: string): Promise<void> {
  const url = new URL(inject("postgresUrl"));
  if (database) url.pathname = new URL(database).pathname;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
