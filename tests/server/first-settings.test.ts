import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "@/embedded/free-port";
import { serveUntilItEnds } from "./launch";

const folder = mkdtempSync(join(tmpdir(), "trousseau-settings-"));
const file = join(folder, "a-file");
const long = join(folder, "x".repeat(300));

beforeAll(() => {
  writeFileSync(file, "not a folder", { mode: 0o600 });
  execFileSync(process.execPath, ["scripts/prepare.mjs"], { stdio: "ignore" });
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ["PORT", "abc", "PORT doit être un nombre de 1 à 65535."],
  ["PORT", "70000", "PORT doit être un nombre de 1 à 65535."],
  ["PORT", "80.5", "PORT doit être un nombre de 1 à 65535."],
  ["HOST", "nowhere.invalid", "L’adresse nowhere.invalid n’est pas celle de cette machine (HOST)."],
  ["HOST", "192.0.2.1", "L’adresse 192.0.2.1 n’est pas celle de cette machine (HOST)."],
  ["DATA_DIR", file, `${file} n’est pas accessible en écriture.`],
  ["DATA_DIR", join(file, "below"), `${join(file, "below")} n’est pas accessible en écriture.`],
  ["DATA_DIR", long, `${long} n’est pas accessible en écriture.`],
])("%s=%s keeps it from starting, in one plain sentence of the person’s language", async (name, value, sentence) => {
  const settings = { DEMO: "1", PORT: String(await freePort()), DATA_DIR: folder, LANG: "fr_FR.UTF-8", [name]: value };
  expect(await serveUntilItEnds(settings)).toEqual({ status: 1, said: `${sentence}\n` });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
