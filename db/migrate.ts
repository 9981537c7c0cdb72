import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import type { Database } from "./client";
import { DatabaseIsNewer } from "./newer";
import { DatabaseNotOpened } from "./not-opened";

const migrationsFolder = join(/* turbopackIgnore: true */ process.cwd(), "db/migrations");

/** Any number, the same in every copy of the service. */
const migrationLock = 7_201_953;

/**
 * Brings the tables up to date. Two copies that start together take turns. Throws when the database refuses, when it
 * belongs to a newer version, or as soon as `asked` is aborted; nothing is then half done.
 */
export async function migrateDatabase(url: string, asked?: AbortSignal): Promise<void> {
  const client = await connected(url);
  // Makes a waiting query fail.
  const leave = () => void client.end();
  asked?.addEventListener("abort", leave);
  try {
    asked?.throwIfAborted();
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    // This version would silently ignore what a newer one stores there.
    if ((await compareMigrations(client)).isNewer) throw new DatabaseIsNewer();
    await migrate(drizzle(client), { migrationsFolder });
  } finally {
    asked?.removeEventListener("abort", leave);
    // Closing the connection releases the lock.
    await client.end();
  }
}

async function connected(url: string): Promise<pg.Client> {
  try {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    // When the connection breaks, the next query on it fails.
    client.on("error", () => {});
    await client.connect();
    return client;
  } catch (error) {
    throw new DatabaseNotOpened(error);
  }
}

/**
 * Returns the migrations of these sources that the database has not had, by name and in order, and whether it belongs
 * to a newer version, with later migrations than these sources know. Changes nothing.
 */
export async function compareMigrations(client: pg.Client): Promise<{ missing: string[]; isNewer: boolean }> {
  const known = knownMigrations();
  const { rows: tables } = await client.query(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as there",
  );
  if (!tables[0]?.there) return { missing: known.map(({ tag }) => tag), isNewer: false };
  const { rows } = await client.query("select max(created_at)::float8 as last from drizzle.__drizzle_migrations");
  // Drizzle's own rule: every migration younger than the last one applied.
  const last: number = rows[0]?.last ?? 0;
  return {
    missing: known.filter(({ when }) => when > last).map(({ tag }) => tag),
    isNewer: known.every(({ when }) => when < last),
  };
}

function knownMigrations(): { tag: string; when: number }[] {
  return JSON.parse(readFileSync(join(migrationsFolder, "meta/_journal.json"), "utf8")).entries;
}

/**
 * Drops every table, the journal included, and recreates them empty, in the caller's transaction. Only for the demo.
 */
export async function remakeTables(db: Database): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder });
  const statements = ["drop schema public cascade", "create schema public", ...migrations.flatMap(({ sql }) => sql)];
  // One message for all of them: a round trip for each would take as long as the work itself.
  const commands = statements.map((statement) => `execute ${pg.escapeLiteral(statement)};`);
  await db.execute(sql.raw(`do $remake$ begin ${commands.join("\n")} end $remake$`));
}
