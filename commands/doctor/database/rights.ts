import { type Finding, fault, ok, warning } from "../finding";
import type { Facts } from "./facts";

/**
 * Checks that our account may do what `npm run serve` does before it serves: create a schema (PostgreSQL requires that
 * right even when the schema exists), create tables, and alter the existing ones.
 */
export function checkRights(facts: Facts, isDemo: boolean): Finding[] {
  const { role, database, isSuperuser, mayCreateSchemas, mayCreateTables, ownedByOthers } = facts;
  const findings = [
    ...(mayCreateSchemas ? [] : [fault("database.rights.schemas", { role, database })]),
    ...(mayCreateTables ? [] : [fault("database.rights.tables", { role })]),
    ...(ownedByOthers.length > 0
      ? [fault("database.rights.owner", { role, count: ownedByOthers.length, names: ownedByOthers.join(", ") })]
      : []),
    ...(isSuperuser && !isDemo ? [warning("database.rights.superuser", { role })] : []),
  ];
  return findings.length > 0 ? findings : [ok("database.rights.ok", { role })];
}
