import type { Client } from "@/db/one-connection";
import { tableNames } from "@/db/tables";

/** What the database says of itself, of our account in it, and of its connections. */
export interface Facts {
  /** As `server_version_num`: 140000 is 14. */
  version: number;
  role: string;
  database: string;
  /** As PostgreSQL names it: `UTF8`. */
  encoding: string;
  /** Its locale knows the small letter of `É`: names that have one are found. */
  knowsCapitals: boolean;
  isSuperuser: boolean;
  mayCreateSchemas: boolean;
  mayCreateTables: boolean;
  /** Those of our tables that another account owns: no migration of ours could change them. */
  ownedByOthers: string[];
  isEncrypted: boolean;
  /** How many connections all its clients may hold together, after what is kept for administrators. */
  mostConnections: number;
  /** Of them, those that others than our own account hold now. */
  heldByOthers: number;
}

/** Throws what pg throws. */
export async function readFacts(client: Client): Promise<Facts> {
  const { rows } = await client.query(
    `select current_setting('server_version_num')::int as "version",
            current_user as "role",
            current_database() as "database",
            current_setting('server_encoding') as "encoding",
            lower('É') = 'é' as "knowsCapitals",
            (select rolsuper from pg_roles where rolname = current_user) as "isSuperuser",
            has_database_privilege(current_database(), 'create') as "mayCreateSchemas",
            coalesce(has_schema_privilege(to_regnamespace('public'), 'create'), false) as "mayCreateTables",
            array(select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                   where n.nspname = 'public' and c.relname = any($1) and not pg_has_role(c.relowner, 'usage')
                   order by c.relname) as "ownedByOthers",
            coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as "isEncrypted",
            least(
              current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,
              (select nullif(rolconnlimit, -1) from pg_roles where rolname = current_user),
              (select nullif(datconnlimit, -1) from pg_database where datname = current_database())
            ) as "mostConnections",
            (select count(*)::int from pg_stat_activity
              where backend_type = 'client backend' and usename is distinct from current_user) as "heldByOthers"`,
    [tableNames],
  );
  return rows[0];
}
