import { compareMigrations } from "@/db/migrate";
import type { Client } from "@/db/one-connection";
import { type Finding, fault, ok, warning } from "../finding";

/**
 * Lists the migrations that the next start will make: only a warning. `checkRights` reports what would prevent them.
 */
export async function checkMigrations(client: Client): Promise<Finding> {
  const { missing, isNewer } = await compareMigrations(client);
  if (isNewer) return fault("database.migrations.newer");
  if (missing.length === 0) return ok("database.migrations.ok");
  return warning("database.migrations.missing", { count: missing.length, names: missing.join(", ") });
}
