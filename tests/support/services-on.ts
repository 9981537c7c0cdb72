import type { Directory } from "@/lib/directory/directory";
import type { Institution } from "@/lib/institution";
import type { Services } from "@/lib/services";
import type { TestDatabase } from "./database";
import { testEnv } from "./first-connections";
import { type DirectoryServer, settingsOf } from "./servers/directory-server";

/** Returns the services for verbs, on that directory and database, with this machine's clock. */
export function servicesOn(
  server: DirectoryServer,
  database: TestDatabase,
  directory: Directory,
  institution: Institution = server.institution,
): Services {
  const clock = { now: () => new Date() };
  return { db: database.db, directory, clock, institution, env: testEnv(database.url, settingsOf(server)) };
}
