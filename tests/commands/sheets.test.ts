import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openActivation } from "@/lib/activation/open-activation";
import { caller, camille, ines, maxime, startWorld, type World } from "@/tests/support/first-connections";
import { canReadPdf, linesToCopy, readPdf } from "@/tests/support/read-pdf";
import { settingsOf } from "@/tests/support/settings-of";
import { typeCommand } from "./run";

let world: World;
let settings: Record<string, string>;
let folder: string;

beforeAll(async () => {
  world = await startWorld();
  await world.enrol(camille.identifier, ines.identifier, "hugo.bernard@etu.univ.example");
  settings = { ...settingsOf(world.services.env), DEMO: "0", LANG: "fr_FR.UTF-8" };
});
afterAll(() => world.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trousseau-sheets-"));
  return () => rmSync(folder, { recursive: true });
});

const print = (...words: string[]) => typeCommand(["sheets", ...words], settings);

test.skipIf(!canReadPdf)(
  "it prints the sheets of several students into a file that only its owner may read",
  async () => {
    const file = join(folder, "feuilles.pdf");
    const { status, said, complained } = await print("--student", camille.identifier, ines.identifier, "--out", file);
    expect([status, complained]).toEqual([0, ""]);
    expect(said).toContain("2 feuilles");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const sheets = linesToCopy(await readPdf(file));
    expect(sheets.map(({ identifier }) => identifier).toSorted()).toEqual([camille.identifier, ines.identifier]);
    world.setNow(new Date());
    for (const sheet of sheets) expect(await openActivation(world.services, sheet, caller)).toMatchObject({ ok: true });
    const lines = (await world.journal()).filter(({ kind }) => kind.startsWith("sheet."));
    expect(lines.find(({ kind }) => kind === "sheet.run")?.details).toMatchObject({ account: expect.any(String) });
    for (const { provisionalPassword } of sheets)
      expect(JSON.stringify(lines) + said).not.toContain(provisionalPassword);
  },
);

test.skipIf(!canReadPdf)(
  "a staff login is enough to print for staff; who is asked for otherwise is a student, unless --staff says so",
  async () => {
    await world.enrol(maxime.identifier);
    const [named, service, noStudent] = ["a.pdf", "b.pdf", "c.pdf"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    expect(await print("--student", maxime.identifier, "--out", named)).toMatchObject({ status: 0, complained: "" });
    expect(linesToCopy(await readPdf(named))).toMatchObject([{ identifier: maxime.identifier }]);
    expect(await print("--component", "BU", "--staff", "--out", service)).toMatchObject({ status: 0 });
    expect(linesToCopy(await readPdf(service))).toMatchObject([{ identifier: maxime.identifier }]);
    expect(await print("--component", "BU", "--out", noStudent)).toMatchObject({
      status: 1,
      complained: "Aucune feuille à imprimer.\n",
    });
  },
);

test("a file that exists is left as it is, and no sheet is made", async () => {
  const file = join(folder, "feuilles.pdf");
  writeFileSync(file, "precious");
  const before = await world.credentials();
  const { status, complained } = await print("--component", "ECO", "--out", file);
  expect([status, complained]).toEqual([1, `${file} existe déjà, et n’est jamais remplacé.\n`]);
  expect(readFileSync(file, "utf8")).toBe("precious");
  expect(await world.credentials()).toEqual(before);
});

test("who gets no sheet is named with the reason, and nothing is left when nobody gets one", async () => {
  const file = join(folder, "feuilles.pdf");
  const { status, complained } = await print(
    "--student",
    "hugo.bernard@etu.univ.example",
    "--student",
    "zz@etu.univ.example",
    "--out",
    file,
  );
  expect(status).toBe(1);
  expect(complained).toContain("hugo.bernard@etu.univ.example\u202F: compte déjà ouvert.");
  expect(complained).toContain("zz@etu.univ.example\u202F: inconnu du registre.");
  expect(existsSync(file)).toBe(false);
});

test.each([
  [["--component", "ECO"], "Dites où"],
  [["--out", "x.pdf"], "Dites pour qui"],
  [["--student", "camille.martin@etu.univ.example", "--component", "ECO", "--out", "x.pdf"], "Choisissez"],
  [["--not-printed", "--student", "camille.martin@etu.univ.example", "--out", "x.pdf"], "Choisissez"],
  [["--everyone", "--out", "x.pdf"], "Une option n’a pas été comprise."],
])("typed as it should not be (%j), it says how", async (words, sentence) => {
  const { status, complained } = await print(...words);
  expect(status).toBe(2);
  expect(complained).toContain(sentence);
  expect(complained).toContain("npm run trousseau -- sheets (");
});
