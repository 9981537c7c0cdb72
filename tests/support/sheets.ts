import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { issueSheets } from "@/lib/credential-sheet/issue-sheets";
import type { SheetSelection } from "@/lib/credential-sheet/rules";
import type { Run } from "@/lib/credential-sheet/run";
import type { Services } from "@/lib/services";
import { linesToCopy, readPdf } from "./read-pdf";

const registrar = { uid: "morel-c", roles: ["registrar"] };
const office = { address: "10.1.2.3", network: "filaire", requestId: "r-1" };

/** For students, unless stated otherwise. */
type Wanted = Partial<SheetSelection>;

export function newRun(selection: Wanted): Run {
  return { id: randomUUID(), selection: { population: "student", ...selection }, actor: registrar, caller: office };
}

/** Prints sheets, and reads the PDF with another program. */
export async function printed(services: Services, selection: Wanted) {
  const run = newRun(selection);
  const outcome = await issueSheets(services, run);
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason}`);
  const pdf = await read(outcome.pdf);
  return { run, outcome, pdf, sheets: linesToCopy(pdf) };
}

export function read(pdf: AsyncIterable<Uint8Array>) {
  return inFile(pdf, readPdf);
}

/** Writes a PDF to a file for `readIt`. */
export async function inFile<T>(pdf: AsyncIterable<Uint8Array>, readIt: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "trousseau-sheets-"));
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of pdf) chunks.push(chunk);
    const file = join(folder, "sheets.pdf");
    writeFileSync(file, Buffer.concat(chunks));
    return await readIt(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
