import "server-only";
import { connectDatabase, type Database } from "@/db/client";
import { type Clock, systemClock } from "./clock";
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

/** The services of this process, opened on first use. */
export function services(): Services {
  throw new Error("the services are not plugged in yet");
}
