import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "@/db/migrate";
import { startPostgres } from "@/embedded/postgres";

declare module "vitest" {
  export interface ProvidedContext {
    /** The run's PostgreSQL; its database `template_trousseau` is migrated. */
    postgresUrl: string;
  }
}

/**
 * Starts one PostgreSQL for the whole run, with a migrated template that each test database copies. All of it is
 * removed after the run.
 */
export default async function postgresForTheRun(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "trousseau-tests-"));
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({
    dataDir: join(folder, "postgres"),
    password: "only-for-tests",
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" },
  });
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query("create database template_trousseau");
  await client.end();
  await migrateDatabase(postgres.url.replace(/[^/]+$/, "template_trousseau"));
  project.provide("postgresUrl", postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
