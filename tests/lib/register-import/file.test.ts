import { describe, expect, test } from "vitest";
import type { Population } from "@/lib/population";
import { recogniseColumns } from "@/lib/register-import/columns/recognise";
import { examineFile } from "@/lib/register-import/file/examine";
import { longestFile } from "@/lib/register-import/file/import-file";
import { rowsOf, type UnreadableLine } from "@/lib/register-import/file/rows";
import { testInstitution } from "@/tests/support/directory";
import { apogee, fileOf, inWindows1252, staff } from "@/tests/support/import-files";

async function cellsOf(content: string | Uint8Array): Promise<string[][]> {
  const file = fileOf(content);
  const examined = await examineFile(file);
  if (!examined.ok) throw new Error(examined.refusal);
  const recognised = recogniseColumns(examined.beginning, testInstitution, ["student"]);
  if (!recognised.ok) throw new Error(recognised.refusal);
  const cells: string[][] = [];
  for await (const row of rowsOf(file, { ...examined, ...recognised })) cells.push([String(row.line), ...row.cells]);
  return cells;
}

const card =
  "Numéro de carte;Numéro étudiant;Valable jusqu’au;État de la carte\r\nE2600001;22600001;31/08/2027;en cours\r\n";
const cells = ["2", "E2600001", "22600001", "31/08/2027", "en cours"];

describe("the same table is read the same", () => {
  test.each([
    ["in UTF-8", card],
    ["in UTF-8 with its mark", `\ufeff${card}`],
    ["in Windows-1252", inWindows1252(card)],
    ["with commas", card.replaceAll(";", ",")],
    ["with tabs", card.replaceAll(";", "\t")],
    ["with lines ended as on Linux", card.replaceAll("\r\n", "\n")],
    ["without an end to its last line", card.trimEnd()],
    ["with quotes around its cells", card.replaceAll(/[^;\r\n]+/g, '"$&"')],
    [
      "with its header in capitals, without accents",
      card.replace(/^.*/, "NUMERO_DE_CARTE;NUMERO_ETUDIANT;VALABLE_JUSQU_AU;ETAT_DE_LA_CARTE"),
    ],
  ])("%s", async (_, content) => {
    expect(await cellsOf(content)).toEqual([cells]);
  });
});

test("a character cut between two pieces is whole, in either encoding", async () => {
  const [line = []] = await cellsOf(apogee({}));
  expect(line).toContain("Lœuillet");
  const [other = []] = await cellsOf(inWindows1252(apogee({})));
  expect(other).toEqual(line);
});

test("lines are numbered as a spreadsheet does, those left out included", async () => {
  const content = `${card}\r\n;;;\r\n"E26\n00002";22600002;31/08/2027;en cours\r\n`;
  expect((await cellsOf(content)).map(([line]) => line)).toEqual(["2", "5"]);
});

describe("what is no table is refused before any line is looked at", () => {
  test.each([
    ["empty", "", "empty"],
    ["blank", " \r\n\r\n", "empty"],
    ["a spreadsheet renamed .csv", Buffer.from("PK\x03\x04\x14\x00\x06\x00", "latin1"), "spreadsheet"],
    ["an older spreadsheet", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), "spreadsheet"],
    ["an image", Buffer.from("\x89PNG\r\n\x1a\n\x00\x00", "latin1"), "not-text"],
    ["UTF-16, as “Unicode text” of a spreadsheet", Buffer.from(card, "utf16le"), "not-text"],
  ])("%s", async (_, content, refusal) => {
    expect(await examineFile(fileOf(content))).toEqual({ ok: false, refusal });
  });

  test("200 MB: no more is read than it takes to know", async () => {
    const piece = Buffer.alloc(1024 * 1024, "a");
    let read = 0;
    const endless = {
      name: "endless.csv",
      async *read() {
        for (; read < 200; read++) yield piece;
      },
    };
    expect(await examineFile(endless)).toEqual({ ok: false, refusal: "too-large" });
    expect(read * piece.length).toBeLessThanOrEqual(longestFile + piece.length);
  });
});

describe("columns", () => {
  const recognise = (header: string, own = {}, population: Population = "student") =>
    recogniseColumns(header, { import: { enrolments: {}, cards: {}, staff: {}, ...own } }, [population]);

  test("of Apogée, in any order", () => {
    const header = apogee().trim().split(";").reverse().join(";");
    expect(recognise(header)).toMatchObject({ ok: true, kind: "enrolments", at: { studentNumber: 15, enrolledOn: 0 } });
  });

  test("of HR’s table, under the names of the institution, and of Harpège", () => {
    const plain = staff([]).replace("Matricule", "EMPLOI_ID");
    const own = { staff: { staffNumber: "EMPLOI_ID" } };
    const last = { leftOn: 13 };
    expect(recognise(plain, own, "staff")).toMatchObject({ ok: true, kind: "staff", at: { staffNumber: 0, ...last } });
    const harpege =
      "NO_INDIVIDU;Identifiant;NO_E_MAIL;NOM_PATRONYMIQUE;NOM_USUEL;PRENOM;D_NAISSANCE;C_STRUCTURE;LL_STRUCTURE;D_DEB_AFFECTATION";
    expect(recognise(harpege, {}, "staff")).toMatchObject({ ok: true, kind: "staff", at: { enrolledOn: 9 } });
  });

  test("that are missing are all named, as the header should have", () => {
    const header = apogee().replace(";LIB_ETP;COD_ANU", "");
    expect(recognise(header)).toMatchObject({ refusal: "missing-columns", columns: ["LIB_ETP", "COD_ANU"] });
  });

  test("of which one would do are named together", () => {
    const header = card.replace("Numéro étudiant;", "");
    expect(recognise(header)).toMatchObject({ columns: ["Numéro étudiant / INE / Identifiant"] });
  });

  test("that come twice are named", () => {
    expect(recognise(`${apogee().trim()};COD_ETU`)).toMatchObject({
      refusal: "repeated-columns",
      columns: ["COD_ETU"],
    });
  });

  test.each(["a;b;c", "Bonjour,", "<html>"])("of nobody: %s", (header) => {
    expect(recognise(header)).toEqual({ ok: false, refusal: "wrong-header" });
  });

  test("that the institution named come first", () => {
    const own = { cards: { number: "CARTE", studentNumber: "NUM_ETU", validUntil: "FIN", state: "SITUATION" } };
    expect(recognise("NUM_ETU,CARTE,FIN,SITUATION", own)).toMatchObject({
      ok: true,
      kind: "cards",
      at: { number: 1, studentNumber: 0 },
    });
  });
});

test("a quotation mark that is never closed is told with its line", async () => {
  const broken = `${card}"E2600002;22600002;31/08/2027;en cours\r\n${"x;".repeat(20_000)}\r\n`;
  await expect(cellsOf(broken)).rejects.toMatchObject({ line: 3 } satisfies Partial<UnreadableLine>);
});
