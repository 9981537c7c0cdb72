import { type Finding, fault, ok, warning } from "../finding";
import type { Facts } from "./facts";

/**
 * Whether our account may do what `npm run serve` does before it serves: make a schema (PostgreSQL asks for that right even when the
 * schema is there), make tables, change those that are there.
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
