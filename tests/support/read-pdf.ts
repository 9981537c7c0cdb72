import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What poppler's programs, which share nothing with what wrote it, read in a PDF. */
export interface ReadPdf {
  /** The text of each page, in reading order. */
  pages: string[];
  title: string;
  isTagged: boolean;
  /** The structure that reading programs follow, as `pdfinfo -struct-text` tells it. */
  structure: string;
  fonts: string;
}

export async function readPdf(file: string): Promise<ReadPdf> {
  const ask = async (program: string, ...words: string[]) =>
    (await run(program, words, { maxBuffer: 64 << 20 })).stdout;
  const [text, info, structure, fonts] = await Promise.all([
    ask("pdftotext", "-raw", file, "-"),
    ask("pdfinfo", file),
    ask("pdfinfo", "-struct-text", file),
    ask("pdffonts", file),
  ]);
  return {
    pages: text.split("\f").slice(0, -1),
    title: /^Title: +(.*)$/m.exec(info)?.[1] ?? "",
    isTagged: /^Tagged: +yes$/m.test(info),
    structure,
    fonts,
  };
}

/** The two lines that a student copies, of each page. */
export function linesToCopy(pdf: ReadPdf): { identifier: string; provisionalPassword: string }[] {
  return pdf.pages.map((page) => {
    const identifier = /Identifiant de connexion\s+(\S+@\S+)/.exec(page)?.[1];
    const provisionalPassword = /[2-9A-Z]{4} ?- ?[2-9A-Z]{4} ?- ?[2-9A-Z]{4}/.exec(page)?.[0];
    if (!identifier || !provisionalPassword) throw new Error(`no two lines to copy on this page:\n${page}`);
    return { identifier, provisionalPassword: provisionalPassword.replaceAll(" ", "") };
  });
}
