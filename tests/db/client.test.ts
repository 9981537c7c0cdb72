import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { connectDatabase } from "@/db/client";
import { evenAfterSilence, withOnePatience } from "@/db/patience";
import { freePort } from "@/embedded/free-port";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { startTcpProxy } from "@/tests/support/tcp-proxy";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("a connection that dies between two statements of a transaction fails that transaction, and nothing else", async () => {
  const { db } = database;
  const lost = vi.spyOn(console, "warn").mockImplementation(() => {});
  const transaction = db.transaction(async (tx) => {
    const { rows } = await tx.execute(sql`select pg_backend_pid() as pid`);
    await db.execute(sql`select pg_terminate_backend(${rows[0]?.pid})`);
    await expect.poll(() => lost.mock.calls).not.toHaveLength(0);
    await tx.execute(sql`select 1`);
  });
  await expect(transaction).rejects.toThrow();
  expect((await db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
  lost.mockRestore();
});

test("a server that falls silent is given up within six seconds, and no connection is lost for it", async () => {
  const proxy = await startTcpProxy(Number(new URL(inject("postgresUrl")).port), await freePort());
  const url = new URL(database.url);
  url.port = String(proxy.port);
  const { db, pool } = connectDatabase(url.href);
  const silence = async (during: () => Promise<unknown>) => {
    const began = performance.now();
    await expect(during()).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(6_000);
    proxy.thaw();
    expect((await db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
    expect(pool.totalCount).toBe(1);
    expect(pool.idleCount).toBe(1);
  };

  await db.execute(sql`select 1`);
  proxy.freeze();
  await silence(() => db.transaction(async (tx) => tx.execute(sql`select 1`)));
  await silence(() =>
    db.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      proxy.freeze();
      await tx.execute(sql`select 1`);
    }),
  );
  proxy.freeze();
  // A request that waited in vain does not wait again, whatever it asks.
  await silence(() =>
    withOnePatience(async () => {
      const asked = () => db.execute(sql`select 1`);
      await expect(asked()).rejects.toThrow();
      await expect(asked()).rejects.toThrow();
      await db.transaction(async (tx) => tx.execute(sql`select 1`));
    }),
  );
  let writtenDown: unknown;
  proxy.freeze();
  await silence(() =>
    withOnePatience(async () => {
      await expect(db.transaction(async (tx) => tx.execute(sql`select 1`))).rejects.toThrow();
      proxy.thaw();
      // But for what must be written down however it ends.
      writtenDown = (await evenAfterSilence(() => db.execute(sql`select 1 as one`))).rows;
      await db.execute(sql`select 1`);
    }),
  );
  expect(writtenDown).toEqual([{ one: 1 }]);
  await pool.end();
  await proxy.close();
});
