import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type EmbeddedPostgres, startPostgres } from "@/embedded/postgres";

let folder: string;
let dataDir: string;
const started: EmbeddedPostgres[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trousseau-postgres-"));
  dataDir = join(folder, "postgres");
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const postgres of started.splice(0)) await postgres.stop();
  rmSync(realpathSync(dataDir), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const postgres = await startPostgres({ dataDir, password: "only-for-tests" });
  started.push(postgres);
  return postgres;
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

function postmaster(): number {
  return Number.parseInt(readFileSync(join(realpathSync(dataDir), "cluster/postmaster.pid"), "utf8"), 10);
}

test("it keeps its data, and sorts and folds letters with accents", async () => {
  const first = await start();
  await ask(first.url, "create table kept as select lower('ÉTÉ') as word");
  await first.stop();
  expect(await ask((await start()).url, "select word from kept")).toEqual([{ word: "été" }]);
});

test("it listens on loopback alone, and asks for its password", async () => {
  const { url } = await start();
  expect(await ask(url, "show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  await expect(ask(url.replace("only-for-tests", "guessed"), "select 1")).rejects.toThrow(/password/);
});

test("one that another process left on the same data is stopped first, and what it had committed is there", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const left = await start();
  await ask(left.url, "create table kept as select 1 as one");
  const pid = postmaster();
  const next = await start();
  expect(postmaster()).not.toBe(pid);
  expect(await ask(next.url, "select one from kept")).toEqual([{ one: 1 }]);
});

test("one that is killed is started again on the same port", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const { url } = await start();
  const killed = postmaster();
  process.kill(killed, "SIGKILL");
  await expect.poll(postmaster, { timeout: 30_000 }).not.toBe(killed);
  await vi.waitFor(async () => expect(await ask(url, "select 1 as one")).toEqual([{ one: 1 }]), {
    timeout: 30_000,
    interval: 200,
  });
  expect(said).toHaveBeenCalled();
});
