import "server-only";
import { connectDatabase, type Database } from "@/db/client";
import { type Clock, systemClock } from "./clock";
import { demoClock } from "./demo/clock";
import { connectDirectory } from "./directory/connect";
import type { Directory } from "./directory/directory";
import { type Env, env } from "./env";
import { type Institution, institution } from "./institution";

/** Everything of the outside world that a verb may use. Given first to each verb; the only injection. */
export interface Services {
  db: Database;
  directory: Directory;
  clock: Clock;
  institution: Institution;
  env: Env;
}

type Opened = { services: Services; pool: ReturnType<typeof connectDatabase>["pool"] };

// One set for the process, found by name: Next's bundles each load their own copy of this file.
const key = Symbol.for("trousseau.services");
const shared = globalThis as typeof globalThis & { [key]?: Opened };

/** The services of this process, connected on first use. Throws `SettingsError` when a setting is missing or wrong. */
export function services(): Services {
  shared[key] ??= connect(env());
  return shared[key].services;
}

/** Closes every connection. Afterwards the process has nothing left to wait for. */
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
