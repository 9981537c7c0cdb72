import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrateDatabase } from "@/db/migrate";
import { DatabaseIsNewer } from "@/db/newer";
import { freePort } from "@/embedded/free-port";
import { plainSentence } from "@/server/faults";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { lockWaiters } from "@/tests/support/lock-waiters";
import { startTcpProxy, type TcpProxy } from "@/tests/support/tcp-proxy";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("tables that are up to date are left as they are", async () => {
  await expect(migrateDatabase(database.url)).resolves.toBeUndefined();
});

const isEnded = (client: pg.Client) =>
  client.query("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'advisory'");

test.each([
  ["by the server", async (other: pg.Client) => isEnded(other)],
  ["without a word", async (_: pg.Client, proxy: TcpProxy) => proxy.close()],
])(
  "a connection that is ended %s while it waits for another copy’s migrations fails that migration, and nothing else",
  async (_, end) => {
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    await other.query("select pg_advisory_lock(7201953)");
    const url = new URL(database.url);
    const proxy = await startTcpProxy(Number(url.port), await freePort());
    url.port = String(proxy.port);
    const migrating = migrateDatabase(url.href).catch((error: unknown) => error);
    await expect.poll(() => lockWaiters(database.db)).toBe(1);
    await end(other, proxy);
    expect(await migrating).toMatchObject({
      message: expect.stringMatching(/^(terminating connection|Connection terminated)/),
    });
    await isEnded(other);
    await other.end();
    await proxy.close();
    await migrateDatabase(database.url);
  },
);

test("a version that is older than the tables does not start on them, and says so in one plain sentence", async () => {
  await database.db.execute(sql`
    insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`);
  const refused = await migrateDatabase(database.url).catch((error) => error);
  expect(refused).toBeInstanceOf(DatabaseIsNewer);
  expect(plainSentence(refused)).toMatch(/version plus récente du service|newer version of the service/);
});
