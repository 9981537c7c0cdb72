import "server-only";
import { connectDatabase, type Database } from "@/db/client";
import { type Clock, systemClock } from "./clock";
import { demoClock } from "./demo/clock";
import { connectDirectory } from "./directory/connect";
import type { Directory } from "./directory/directory";
import { type Env, env } from "./env";
import { type Institution, institution } from "./institution";

/** Everything outside the service that a verb may use: its first argument, and the only injection. */
export interface Services {
  db: Database;
  directory: Directory;
  clock: Clock;
  institution: Institution;
  env: Env;
}

type Opened = { services: Services; pool: ReturnType<typeof connectDatabase>["pool"] };

// One set for the process, found by name, because each of Next's bundles loads its own copy of this file.
const key = Symbol.for("trousseau.services");
const shared = globalThis as typeof globalThis & { [key]?: Opened };

/** Returns this process's services, connected on first use. Throws `SettingsError` for a bad or missing setting. */
export function services(): Services {
  shared[key] ??= connect(env());
  return shared[key].services;
}

/** Closes every connection, so that the process can exit. */
export async function closeServices(): Promise<void> {
  const opened = shared[key];
  delete shared[key];
  await Promise.allSettled([opened?.pool.end(), opened?.services.directory.close()]);
}

function connect(settings: Env): Opened {
  const { db, pool } = connectDatabase(settings.databaseUrl);
  const own = institution();
  const clock = settings.isDemo ? demoClock(settings.dataDir) : systemClock;
  const directory = connectDirectory(settings.ldap, own, clock);
  return { services: { db, directory, clock, institution: own, env: settings }, pool };
}
