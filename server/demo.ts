import { join } from "node:path";
import { startEmbeddedDirectory } from "@/embedded/directory/server";
import type { Store } from "@/embedded/directory/store";
import { freePort } from "@/embedded/free-port";
import { startMailbox } from "@/embedded/mailbox";
import { startPostgres } from "@/embedded/postgres";
import { openDataDir } from "./data-dir";
import { leaveSettings, takeSettingsAway } from "./demo-settings";
import type { Stopping } from "./stopping";

const baseDn = "dc=univ,dc=example";
const bindDn = `cn=trousseau,ou=services,${baseDn}`;

export interface EmbeddedServers {
  /** Of the embedded directory; null when `LDAP_URL` names another. */
  store: Store | null;
  /** True when the database is the embedded one, the only one that is ever seeded. */
  ownsDatabase: boolean;
}

/**
 * Starts the embedded servers of the demo, each unless its URL is set, and puts every setting that is missing into the environment, where
 * this process and the web workers read them. Throws when one of them cannot start.
 */
export async function startEmbeddedServers(
  dataDir: string,
  port: number,
  stopping: Stopping,
): Promise<EmbeddedServers> {
  const { secrets, close } = await openDataDir(dataDir);
  stopping.add(close);
  takeSettingsAway(dataDir);

  const ownsDatabase = !process.env.DATABASE_URL;
  if (ownsDatabase) {
    const postgres = await startPostgres({ dataDir: join(dataDir, "postgres"), password: secrets.postgresPassword });
    stopping.add(postgres.stop);
    Object.assign(process.env, { DATABASE_URL: postgres.url });
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
    Object.assign(process.env, { SMTP_URL: mailbox.url });
  }

  setDefaults({
    PUBLIC_URL: `http://localhost:${port}`,
    NEXTAUTH_SECRET: secrets.nextauthSecret,
    INTERNAL_NETWORKS: "filaire=127.0.0.0/8,filaire=::1/128",
    INSTITUTION_FILE: join(process.cwd(), "embedded/demo-university.json"),
    MAIL_FROM: "Université de démonstration <ne-pas-repondre@univ.example>",
  });
  stopping.add(leaveSettings(dataDir));
  return { store, ownsDatabase };
}

function setDefaults(settings: Record<string, string>): void {
  for (const [name, value] of Object.entries(settings)) process.env[name] ||= value;
}
