import { type Finding, fault, ok } from "../finding";
import type { Facts } from "./facts";

/** The version for which our migrations and queries were written. */
const oldest = 140_000;

export function checkVersion({ version, database, role }: Facts, server: string): Finding {
  const major = Math.floor(version / 10_000);
  return version < oldest
    ? fault("database.tooOld", { server, version: major })
    : ok("database.reached", { server, database, role, version: major });
}
