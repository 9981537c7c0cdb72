import "server-only";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import type { Database } from "./client";

const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));

/** Any number, the same in every copy of the service. */
const migrationLock = 7_201_953;

/** Brings the tables up to date. Two copies that start together take turns. Throws when the database refuses, nothing half done. */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await migrate(drizzle(client), { migrationsFolder });
  } finally {
    // The lock goes with the connection.
    await client.end();
  }
}

/** Throws every table away, the journal with them, and makes them anew, empty, in the caller's transaction: for the demo alone. */
export async function remakeTables(db: Database): Promise<void> {
  await db.execute(sql`drop schema public cascade`);
  await db.execute(sql`create schema public`);
  const migrations = readMigrationFiles({ migrationsFolder });
  for (const statement of migrations.flatMap((migration) => migration.sql)) await db.execute(sql.raw(statement));
}
