import { join } from "node:path";
import { migrateDatabase } from "@/db/migrate";
import { startEmbeddedDirectory } from "@/embedded/directory/server";
import type { Store } from "@/embedded/directory/store";
import { freePort } from "@/embedded/free-port";
import { startMailbox } from "@/embedded/mailbox";
import { startPostgres } from "@/embedded/postgres";
import { type Demonstration, seedDemo } from "@/embedded/seed";
import { readSettings } from "@/lib/boot";
import type { Env } from "@/lib/env";
import { closeServices, services } from "@/lib/services";
import { openDataDir, type Secrets } from "./data-dir";
import { takeSettingsAway } from "./demo-settings";
import type { Stopping } from "./stopping";

const baseDn = "dc=univ,dc=example";
const bindDn = `cn=trousseau,ou=services,${baseDn}`;

/**
 * Takes the demonstration's folder and starts there what the service needs: the embedded servers, each unless its URL
 * is set, the tables and the demo people. Puts every missing setting into the environment. Returns what starting afresh
 * requires; null on a database that is not ours, which is never seeded. Throws when something cannot start.
 */
export async function startDemo(
  { dataDir, port }: Pick<Env, "dataDir" | "port">,
  stopping: Stopping,
): Promise<(Demonstration & { dataDir: string }) | null> {
  // Set first: the embedded servers' addresses, set below, would otherwise look like those of a real service.
  process.env.DEMO = "1";
  const { secrets, close } = await openDataDir(dataDir);
  stopping.add(close);
  takeSettingsAway(dataDir);
  const ownsDatabase = !process.env.DATABASE_URL;
  const store = await startEmbeddedServers(dataDir, secrets, stopping);
  setDefaults({
    PUBLIC_URL: `http://localhost:${port}`,
    NEXTAUTH_SECRET: secrets.nextauthSecret,
    INTERNAL_NETWORKS: "filaire=127.0.0.0/8,filaire=::1/128",
    INSTITUTION_FILE: join(process.cwd(), "embedded/demo-university.json"),
    MAIL_FROM: "Université de démonstration <ne-pas-repondre@univ.example>",
  });
  await migrateDatabase(readSettings(process.env).databaseUrl, stopping.asked);
  stopping.add(closeServices);
  if (!ownsDatabase) return null;
  const demonstration = { ...services(), store, dataDir };
  await seedDemo(demonstration);
  return demonstration;
}

/** Returns the entries of the embedded directory; null when `LDAP_URL` names another one. */
async function startEmbeddedServers(dataDir: string, secrets: Secrets, stopping: Stopping): Promise<Store | null> {
  if (!process.env.DATABASE_URL) {
    const postgres = await startPostgres({ dataDir: join(dataDir, "postgres"), password: secrets.postgresPassword });
    stopping.add(postgres.stop);
    process.env.DATABASE_URL = postgres.url;
  }

  let store: Store | null = null;
  if (!process.env.LDAP_URL) {
    const bindPassword = secrets.directoryPassword;
    const directory = await startEmbeddedDirectory({ dataDir, port: await freePort(), baseDn, bindDn, bindPassword });
    stopping.add(directory.close);
    store = directory.store;
    Object.assign(process.env, {
      LDAP_URL: directory.url,
      LDAP_BASE_DN: baseDn,
      LDAP_BIND_DN: bindDn,
      LDAP_BIND_PASSWORD: bindPassword,
    });
  }

  if (!process.env.SMTP_URL) {
    const mailbox = await startMailbox({ dataDir });
    stopping.add(mailbox.close);
    process.env.SMTP_URL = mailbox.url;
  }
  return store;
}

function setDefaults(settings: Record<string, string>): void {
  for (const [name, value] of Object.entries(settings)) process.env[name] ||= value;
}
