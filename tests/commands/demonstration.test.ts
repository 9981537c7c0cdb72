import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { apogee } from "@/tests/support/import-files";
import { beginCommand, typeCommand } from "./run";

const folder = mkdtempSync(join(tmpdir(), "trousseau-commands-"));
const dataDir = join(folder, "data");
const settings = { DATA_DIR: dataDir, LANG: "fr_FR.UTF-8" };
const opened = `Aucune démonstration ne tourne\u202f: celle de ${dataDir} s’ouvre le temps de cette commande.\n`;

beforeAll(async () => {
  // Nobody fills a demonstration for want of the settings of a real service: a new one has to be asked for.
  expect(await typeCommand(["journal", "verify"], settings)).toMatchObject({
    status: 1,
    said: "",
    complained: expect.stringContaining("DEMO=1"),
  });
  expect(existsSync(dataDir)).toBe(false);
  const first = await typeCommand(["journal", "verify"], { ...settings, DEMO: "1" });
  expect(first).toMatchObject({ status: 0, complained: opened, said: expect.stringContaining("ligne") });
  expectClosed();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** No lock, no settings to reach what is gone, and no PostgreSQL on its files. */
function expectClosed(): void {
  expect(readdirSync(dataDir)).not.toEqual(expect.arrayContaining(["lock"]));
  expect(existsSync(join(dataDir, "settings.json"))).toBe(false);
  expect(existsSync(postmaster)).toBe(false);
}
const postmaster = join(dataDir, "postgres/cluster/postmaster.pid");

test("each command works on the demonstration that nobody runs, and what it did is there for the next", async () => {
  const file = join(folder, "apogee.csv");
  writeFileSync(file, apogee({}));
  const imported = await typeCommand(["import", file], settings);
  expect(imported).toMatchObject({ status: 0, complained: opened, said: expect.stringContaining("Créées\u202f: 1.") });
  const again = await typeCommand(["import", file, "--dry-run"], settings);
  expect(again.said).toContain("Sans changement\u202f: 1.");

  const pdf = join(folder, "camille.pdf");
  const printed = await typeCommand(["sheets", "--student", "camille.martin@etu.univ.example", "--out", pdf], settings);
  expect(printed).toMatchObject({ status: 0, complained: opened });
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe("%PDF-");

  const examined = await typeCommand(["doctor"], settings);
  expect(examined).toMatchObject({ status: 0, complained: opened });
  expect(examined.said).not.toContain("✗");
  expectClosed();
});

test("a command that fails closes it all the same", async () => {
  const pdf = join(folder, "there.pdf");
  writeFileSync(pdf, "precious");
  const { status, complained } = await typeCommand(["sheets", "--component", "ECO", "--out", pdf], settings);
  expect([status, complained]).toEqual([1, `${opened}${pdf} existe déjà, et n’est jamais remplacé.\n`]);
  expectClosed();
});

test("two commands typed at once take turns", async () => {
  const verify = () => typeCommand(["journal", "verify"], settings);
  const both = await Promise.all([verify(), verify()]);
  expect(both.map(({ status }) => status)).toEqual([0, 0]);
  expect(both.map(({ complained }) => complained).join("")).toMatch(/est occupé|s’ouvre le temps/);
  expectClosed();
});

test("sheets that a Ctrl-C cuts short leave no file", async () => {
  const names = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (letter) => `L${letter.toLowerCase()}`);
  const rows = names.map((name, i) => ({
    COD_ETU: `226001${10 + i}`,
    COD_NNE_IND: "",
    COD_CLE_NNE_IND: "",
    LIB_NOM_PAT_IND: name,
  }));
  const file = join(folder, "many.csv");
  writeFileSync(file, apogee(...rows));
  expect(await typeCommand(["import", file], settings)).toMatchObject({ status: 0, complained: opened });
  const pdf = join(folder, "many.pdf");
  const command = beginCommand(["sheets", "--component", "ECO", "--out", pdf], settings);
  await vi.waitUntil(() => existsSync(pdf), { timeout: 30_000, interval: 2 });
  command.process.kill("SIGINT");
  expect(await command.ended).toEqual({ status: 130, said: "", complained: opened });
  expect(existsSync(pdf)).toBe(false);
  expectClosed();
});

test.each([
  ["the database is starting", () => existsSync(postmaster)],
  ["the folder has just been taken", () => existsSync(join(dataDir, "lock"))],
])("a Ctrl-C while %s leaves no process, no lock, no trace", async (_, hasBegun) => {
  const command = beginCommand(["journal", "verify"], settings);
  await vi.waitUntil(hasBegun, { timeout: 30_000, interval: 5 });
  command.process.kill("SIGINT");
  expect(await command.ended).toEqual({ status: 130, said: "", complained: "" });
  expectClosed();
});
