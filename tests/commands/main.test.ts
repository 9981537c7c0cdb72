import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { typeCommand } from "./run";

const french = { LANG: "fr_FR.UTF-8" };

test("asked for help, it lists the commands", async () => {
  const { status, said, complained } = await typeCommand(["--help"], french);
  expect([status, complained]).toEqual([0, ""]);
  expect(said).toMatch(/npm run trousseau -- COMMANDE\n[\s\S]* doctor +confronte/);
});

test("a command that it does not know, or none, is told on standard error, with the list", async () => {
  const unknown = await typeCommand(["docteur"]);
  expect([unknown.status, unknown.said]).toEqual([2, ""]);
  expect(unknown.complained).toMatch(/^“docteur” is not a command\.\n[\s\S]* doctor +checks/);
  const none = await typeCommand([], french);
  expect([none.status, none.said]).toEqual([2, ""]);
  expect(none.complained).toMatch(/^Il manque la commande\.\n/);
});

test("a command given what it does not take says so", async () => {
  const { status, complained } = await typeCommand(["doctor", "--force"]);
  expect([status, complained]).toEqual([2, "doctor takes nothing more: “--force” is too much.\n"]);
});

test("each command says what it does when asked", async () => {
  const { status, said } = await typeCommand(["doctor", "--help"]);
  expect(status).toBe(0);
  expect(said).toContain("Writes nothing anywhere.");
});

test("without settings and without a demonstration, the doctor says how to start one, and makes nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "trousseau-nothing-"));
  const { status, said, complained } = await typeCommand(["doctor"], { DATA_DIR: folder, ...french });
  expect([status, said]).toEqual([1, ""]);
  expect(complained).toContain("`npm start`");
  rmdirSync(folder);
});

test("a setting that no command can do without is told in one sentence", async () => {
  const { status, complained } = await typeCommand(["doctor"], { PORT: "many" });
  expect(status).toBe(1);
  expect(complained).toBe("PORT must be a number from 1 to 65535.\n");
});
