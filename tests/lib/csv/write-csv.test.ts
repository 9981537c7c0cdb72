import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { type Cell, writeCsv } from "@/lib/csv/write-csv";

async function written(header: string[], ...batches: Cell[][][]): Promise<string> {
  async function* all() {
    yield* batches;
  }
  let text = "";
  for await (const part of writeCsv(header, all())) text += part;
  return text;
}

test("what is written begins with the mark of UTF-8, has semicolons, and reads back as it was", async () => {
  const rows = [
    ["Économie", 'une "citation"', "a;b"],
    ["deux\nlignes", "fin\r\nde ligne", " espaces "],
  ];
  const text = await written(["un", "deux", "trois"], [rows[0] ?? []], [], [rows[1] ?? []]);
  expect(text.startsWith("\u{FEFF}un;deux;trois\r\n")).toBe(true);
  expect(parse(text, { bom: true, delimiter: ";" })).toEqual([["un", "deux", "trois"], ...rows]);
});

test.each(["=cmd()", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x"])(
  "%j is text to a spreadsheet, and never a formula",
  async (cell) => {
    const [, [read] = []] = parse(await written(["x"], [[cell]]), { bom: true, delimiter: ";" }) as string[][];
    expect(read).toBe(`'${cell}`);
  },
);

test("numbers, instants, truths and nothing at all have one way each to be written", async () => {
  const row = [-1.5, new Date("2026-11-12T11:00:00Z"), true, null, ""];
  expect(await written(["a"], [row])).toBe("\u{FEFF}a\r\n-1.5;2026-11-12T11:00:00.000Z;true;;\r\n");
});
