import { readFileSync } from "node:fs";
import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readRun } from "@/lib/register-import/read-run";
import { askToApply } from "@/lib/register-import/waiting/ask-to-apply";
import { receiveFile } from "@/lib/register-import/waiting/receive-file";
import { currentPrograms, programOf } from "@/scripts/programs.mjs";
import { startImports } from "@/server/imports";
import { apogee, fileOf } from "@/tests/support/import-files";
import { type Imports, registrar, startImports as startWorld } from "@/tests/support/imports";
import { settingsOf } from "@/tests/support/settings-of";

let world: Imports;
let imports: ReturnType<typeof startImports>;
beforeEach(async () => {
  world = await startWorld();
  for (const [name, value] of Object.entries(settingsOf(world.services.env))) vi.stubEnv(name, value);
  vi.stubEnv("DEMO", "0");
  imports = startImports(world.services, programOf(currentPrograms(), "import-process"));
});
afterEach(async () => {
  await imports.stop();
  vi.unstubAllEnvs();
  await world.close();
});

const many = 1_300;
const crowd = apogee(
  ...Array.from({ length: many }, (_, index) => ({
    COD_ETU: String(22_600_000 + index),
    COD_NNE_IND: `06${String(index).padStart(8, "0")}`,
    LIB_NOM_PAT_IND: `Martin ${String.fromCharCode(97 + (index % 26))}`,
  })),
);
const standing = async (id: string) => (await readRun(world.services, id, "student"))?.standing;
const until = (holds: () => unknown) => vi.waitFor(async () => expect(await holds()).toBeTruthy(), { timeout: 60_000 });

/** The processes that we started to import, by their numbers. */
function processes(): number[] {
  return read(`/proc/self/task/${process.pid}/children`)
    .split(" ")
    .map(Number)
    .filter((pid) => pid > 0 && read(`/proc/${pid}/cmdline`).includes("import-process"));
}

/** Nothing of a process that has gone. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Whoever adds the student of this number to the register waits, until the answered function is called. */
async function holdAt(databaseUrl: string, studentNumber: string): Promise<() => Promise<void>> {
  const holder = new pg.Client({ connectionString: databaseUrl });
  await holder.connect();
  await holder.query(`
    create function wait_for_release() returns trigger language plpgsql as
      'begin perform pg_advisory_xact_lock(1); return new; end';
    create trigger held before insert on students for each row when (new.student_number = '${studentNumber}')
      execute function wait_for_release();
    select pg_advisory_lock(1)`);
  return () => holder.end();
}

test("a process of its own reads a file and ends; killed while it applies it, another one ends the work", {
  timeout: 180_000,
}, async () => {
  const id = await receiveFile(world.services, fileOf(crowd, "foule.csv", 64 * 1024), registrar, "student");
  await until(async () => (await standing(id)) === "ready");
  await until(() => processes().length === 0);

  const release = await holdAt(world.services.env.databaseUrl, "22601200");
  await askToApply(world.services, id, registrar, "student");
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  await until(async () => (await world.run(id)).appliedLine > 1);
  for (const pid of processes()) process.kill(pid, "SIGKILL");
  await until(() => processes().length === 0);
  await release();
  await until(() => said.mock.calls.flat().includes("imports: their process ended (SIGKILL)"));
  said.mockRestore();
  const { length: done } = await world.students();
  expect([done % 500, done < many]).toEqual([0, true]);

  // The killed one's lease was by the clock of the machine.
  world.setNow(new Date(Date.now() + 60_000));
  expect(await standing(id)).toBe("interrupted");
  expect(await askToApply(world.services, id, registrar, "student")).toEqual({ ok: true });
  await until(async () => (await standing(id)) === "done");
  expect(await world.students()).toHaveLength(many);
});

test("it ends when the service stops", { timeout: 90_000 }, async () => {
  await receiveFile(world.services, fileOf(crowd, "foule.csv", 64 * 1024), registrar, "student");
  await until(() => processes().length === 1);
  await imports.stop();
  expect(processes()).toEqual([]);
});
