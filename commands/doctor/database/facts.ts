import type { Client } from "@/db/one-connection";
import { tableNames } from "@/db/tables";

/** What the database says about itself, our account in it, and its connections. */
export interface Facts {
  /** In the form of `server_version_num`: 140000 is 14. */
  version: number;
  role: string;
  database: string;
  /** In PostgreSQL's own form: `UTF8`. */
  encoding: string;
  /** Its locale has the lower case of `É`, without which names that contain one are not found. */
  knowsCapitals: boolean;
  isSuperuser: boolean;
  mayCreateSchemas: boolean;
  mayCreateTables: boolean;
  /** Our tables that belong to another account: our migrations could not change them. */
  ownedByOthers: string[];
  isEncrypted: boolean;
  /** How many connections all clients may have together, without those reserved for administrators. */
  mostConnections: number;
  /** How many of them other accounts use at present. */
  heldByOthers: number;
}

/** Returns the facts. Throws what pg throws. */
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
