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
import type { DirectoryServer, DirectoryServerKind } from "@/tests/support/servers/directory-server";
import { openldap } from "@/tests/support/servers/openldap";
import { makeAuthority } from "./authority";
import { startTlsFront } from "./tls-front";

type Settings = Record<string, string | undefined>;

/** Everything that a service about to open needs, and real: each setting is right until a test changes it. */
export interface Surroundings {
  folder: string;
  settings: Settings;
  directory: DirectoryServer;
  /** What no output may ever hold. */
  secrets: string[];
  /** Runs the command on these settings, in French unless said otherwise. */
  doctor(differences?: Settings, locale?: Locale): Promise<{ status: number; said: string }>;
  /** The institution file with these differences, in a file of its own. */
  institutionFile(differences: object): string;
  /** A statement of the database server's administrator, in the service's own database. */
  sql(statement: string): Promise<void>;
  close(): Promise<void>;
}

const password = "Only-for-tests-7391";

export async function startSurroundings(kind: DirectoryServerKind = openldap): Promise<Surroundings> {
  const folder = mkdtempSync(join(tmpdir(), "trousseau-doctor-"));
  chmodSync(folder, 0o711);
  const [directory, database, mailbox] = await Promise.all([
    kind.start(),
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
    writeFileSync(file, JSON.stringify({ ...demoUniversity, attributes, charter: texts, ...differences }));
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
    secrets: [directory.bindPassword, password, secret],
    async doctor(differences = {}, locale = "fr") {
      const lines: string[] = [];
      const terminal = {
        locale,
        isColoured: false,
        say: (line: string) => void lines.push(line),
        complain: (line: string) => void lines.push(line),
        end: () => {},
      };
      const status = await doctor([], terminal, { NODE_ENV: "test", ...settings, ...differences });
      // A narrow no-break space is typeset, not typed.
      return { status, said: lines.join("\n").replaceAll("\u202f", " ") };
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
