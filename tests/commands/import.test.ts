import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { longestFile } from "@/lib/register-import/file/import-file";
import { apogee, staff } from "@/tests/support/import-files";
import { type Imports, startImports } from "@/tests/support/imports";
import { settingsOf } from "@/tests/support/settings-of";
import { typeCommand } from "./run";

let world: Imports;
let settings: Record<string, string>;
const folder = mkdtempSync(join(tmpdir(), "trousseau-files-"));

beforeAll(async () => {
  world = await startImports();
  settings = { ...settingsOf(world.services.env), LANG: "fr_FR.UTF-8" };
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.close();
});

function written(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** On the settings of a real service: the embedded demonstration has its own. */
const type = (...words: string[]) => typeCommand(["import", ...words], { ...settings, DEMO: "0" });

test("a dry run says what would be done and does nothing; the import does it and says so", async () => {
  const path = written("apogee.csv", apogee({}));
  const dry = await type(path, "--dry-run");
  expect([dry.status, dry.complained]).toEqual([0, ""]);
  expect(dry.said).toMatch(
    /^À créer\u202f: 1\. À changer\u202f: 0\. Sans changement\u202f: 0\. Refusées\u202f: 0\.\nRien n’a été changé\.\n/,
  );
  expect(await world.students()).toEqual([]);

  const done = await type(path);
  expect([done.status, done.complained]).toEqual([0, ""]);
  expect(done.said).toMatch(/^Créées\u202f: 1\. /);
  expect(await world.students()).toHaveLength(1);
  expect((await world.journal()).at(-1)).toMatchObject({ kind: "import.apply", actor: null });
  const accounts = (await world.journal()).map(({ kind, details }) => `${kind} ${details?.account}`);
  const ours = userInfo().username;
  expect(accounts).toEqual(
    ["import.plan", "import.plan", "import.start", "import.apply"].map((kind) => `${kind} ${ours}`),
  );
});

test("a refused line is told on standard error, and ends in 1; the others are applied", async () => {
  const bad = { COD_ETU: "22600007", DATE_NAI_IND: "31/02/2007" };
  const { status, said, complained } = await type(written("bad.csv", apogee({}, bad)));
  expect(status).toBe(1);
  expect(complained).toBe("Ligne 3\u202f: Une date n’existe pas\u202f: 31/02/2007 (colonne DATE_NAI_IND).\n");
  expect(said).toMatch(/Sans changement\u202f: 1\. Refusées\u202f: 1\./);
});

test("a character that nobody sees is told with the columns where it is", async () => {
  const bad = { COD_ETU: "22600007\u200b", LIB_PR1_IND: "Ana\u00adïs" };
  const { complained } = await type(written("unseen.csv", apogee(bad)));
  expect(complained).toMatch(/^Ligne 2\u202f: Une case \(colonne COD_ETU, colonne LIB_PR1_IND\) contient un caractère/);
  expect(complained).toMatch(/ invisible ou interdit\u202f: retapez la case\.\n$/);
});

test("a file of staff is recognised as one, and its report is where HR looks", async () => {
  const { status, said, complained } = await type(written("personnel.csv", staff([{}, { Matricule: "" }])));
  expect([status, complained]).toEqual([1, "Ligne 3\u202f: Il manque le matricule.\n"]);
  expect(said).toMatch(/^Créées\u202f: 1\. .*Refusées\u202f: 1\.\n/);
  expect(said).toContain(`${world.services.env.publicUrl}/ressources-humaines/import/`);
  expect(await world.students()).toContainEqual(
    expect.objectContaining({ population: "staff", identifier: "loeuillet-a" }),
  );
});

test.each([
  ["an empty file", "empty.csv", "", "Ce fichier est vide\n"],
  ["a file without the columns", "short.csv", "COD_ETU;COD_CMP\n1;2\n", "Il manque 8 colonnes\n"],
  [
    "one too large",
    "large.csv",
    "\n".repeat(longestFile + 1),
    "Ce fichier est trop gros\nLa limite est de 50\u00a0Mo, ",
  ],
])("%s is refused with a sentence", async (_, name, content, sentence) => {
  const { status, said, complained } = await type(written(name, content));
  expect([status, said]).toEqual([1, ""]);
  expect(complained.startsWith(sentence)).toBe(true);
});

test("a file that is not there, or none at all, is told", async () => {
  const absent = await type(join(folder, "absent.csv"));
  expect([absent.status, absent.complained]).toEqual([1, expect.stringContaining("(ENOENT)")]);
  const none = await type();
  expect([none.status, none.complained]).toEqual([2, "Il manque le fichier à importer.\n"]);
  const odd = await type("a.csv", "--force");
  expect([odd.status, odd.complained]).toEqual([2, "import ne connaît pas «\u202f--force\u202f».\n"]);
});

test("without a demonstration it says how to start one", async () => {
  const { status, complained } = await typeCommand(["import", written("x.csv", "a")], {
    DATA_DIR: folder,
    LANG: "fr_FR",
  });
  expect([status, complained]).toEqual([1, expect.stringContaining("`npm start`")]);
});
