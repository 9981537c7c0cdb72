import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { freePort } from "@/embedded/free-port";
import { createTestDatabase } from "@/tests/support/database";
import { lockWaiters } from "@/tests/support/lock-waiters";
import { beginServing, ofAService } from "./launch";

const dataDir = mkdtempSync(join(tmpdir(), "trousseau-stopped-"));
const postmaster = join(dataDir, "postgres/cluster/postmaster.pid");

beforeAll(() => {
  execFileSync(process.execPath, ["scripts/prepare.mjs"], { stdio: "ignore" });
}, 300_000);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** True when a process of this group runs that program. */
const isRunning = (group: number, program: string) =>
  spawnSync("pgrep", ["-g", String(group), "-f", program]).status === 0;

test.each<[string, (group: number) => boolean]>([
  ["the service is being loaded", (group) => isRunning(group, "server.mjs")],
  ["the files of the database are being made", () => existsSync(join(dataDir, "postgres/half-made"))],
  ["the folder has just been taken", () => existsSync(join(dataDir, "lock"))],
  ["the database is starting", () => existsSync(postmaster)],
  ["the web workers are starting", (group) => isRunning(group, "web-worker.mjs")],
])("a Ctrl-C while %s stops all of it, and shows no trace", async (_, hasBegun) => {
  const service = beginServing({ DEMO: "1", PORT: String(await freePort()), DATA_DIR: dataDir, WEB_CONCURRENCY: "1" });
  const group = service.process.pid as number;
  await vi.waitUntil(() => hasBegun(group), { timeout: 60_000, interval: 5 });
  process.kill(-group, "SIGINT");
  const { status, said } = await service.ended;
  expect(said).toBe("");
  expect([0, 130]).toContain(status);
  expect([existsSync(join(dataDir, "lock")), existsSync(postmaster)]).toEqual([false, false]);
  expect(isRunning(group, "")).toBe(false);
});

test("a Ctrl-C that a web worker hears before everybody else stops all of it too", async () => {
  const service = beginServing({ DEMO: "1", PORT: String(await freePort()), DATA_DIR: dataDir, WEB_CONCURRENCY: "1" });
  const group = String(service.process.pid);
  const webWorker = () => Number(spawnSync("pgrep", ["-g", group, "-f", "web-worker.mjs"]).stdout);
  await vi.waitUntil(webWorker, { timeout: 60_000, interval: 5 });
  process.kill(webWorker(), "SIGINT");
  expect(await service.ended).toEqual({ status: 0, said: "" });
  expect(isRunning(Number(group), "")).toBe(false);
});

test("a service whose words nobody reads any more goes on, and stops when it is told", async () => {
  const port = await freePort();
  const service = beginServing({ DEMO: "1", PORT: String(port), DATA_DIR: dataDir, WEB_CONCURRENCY: "1" });
  const group = service.process.pid as number;
  onTestFinished(() => void spawnSync("pkill", ["-KILL", "-g", String(group)]));
  for (const stream of [service.process.stdout, service.process.stderr]) stream?.destroy();
  const ready = async () => (await fetch(`http://localhost:${port}/api/health/ready`).catch(() => null))?.status;
  await expect.poll(ready, { timeout: 60_000 }).toBe(200);
  process.kill(-group, "SIGINT");
  expect([0, 130]).toContain((await service.ended).status);
}, 120_000);

test.each<[string, Record<string, string>]>([
  ["a service", {}],
  ["a demonstration", { DEMO: "1", DATA_DIR: dataDir }],
])(
  "a Ctrl-C of %s stops it while another copy has the tables in hand",
  async (_, settings) => {
    const { db, url, drop } = await createTestDatabase();
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query("select pg_advisory_lock(7201953)");
    const service = beginServing({ ...(await ofAService()), ...settings, DATABASE_URL: url });
    await vi.waitUntil(() => lockWaiters(db), { timeout: 60_000, interval: 50 });
    process.kill(-(service.process.pid as number), "SIGINT");
    const { status, said } = await service.ended;
    expect(said).toBe("");
    expect([0, 130]).toContain(status);
    await other.end();
    await drop();
  },
  60_000,
);
