import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import decodeQr from "qr/decode.js";

const run = promisify(execFile);

/** False without poppler's programs: `npm test` skips and reports what needs them, and refuses under `CI=true`. */
export const canReadPdf = spawnSync("pdftotext", ["-v"]).error === undefined;

/** What poppler's programs, which share no code with the writer, read in a PDF. */
export interface ReadPdf {
  /** The text of each page, in reading order. */
  pages: string[];
  title: string;
  isTagged: boolean;
  /** The structure for screen readers, as `pdfinfo -struct-text` prints it. */
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

/**
 * Returns the content of the first page's QR code, as a telephone reads it: renders the page as an image, like a
 * printer, and looks for the code in it.
 */
export async function readCode(file: string): Promise<string> {
  const words = ["-r", "150", "-f", "1", "-l", "1", file];
  const { stdout } = await run("pdftoppm", words, { encoding: "buffer", maxBuffer: 64 << 20 });
  // A portable pixmap: `P6`, width, height, 255, then three bytes per point.
  const head = /^P6\s(\d+)\s(\d+)\s255\s/.exec(stdout.toString("latin1", 0, 64));
  if (!head) throw new Error("pdftoppm made no pixmap");
  return decodeQr({ width: Number(head[1]), height: Number(head[2]), data: stdout.subarray(head[0].length) });
}

/** Returns where the lowest word of a file ends, in points from the top of its page. */
export async function lowestWord(file: string): Promise<number> {
  const { stdout } = await run("pdftotext", ["-bbox", file, "-"], { maxBuffer: 64 << 20 });
  return Math.max(...Array.from(stdout.matchAll(/ yMax="([\d.]+)"/g), ([, y]) => Number(y)));
}

/** Returns the two lines of each page that a person copies. */
export function linesToCopy(pdf: ReadPdf): { identifier: string; provisionalPassword: string }[] {
  return pdf.pages.map((page) => {
    const identifier = /Identifiant de connexion\s+(\S+)/.exec(page)?.[1];
    const provisionalPassword = /[2-9A-Z]{4} ?- ?[2-9A-Z]{4} ?- ?[2-9A-Z]{4}/.exec(page)?.[0];
    if (!identifier || !provisionalPassword) throw new Error(`no two lines to copy on this page:\n${page}`);
    return { identifier, provisionalPassword: provisionalPassword.replaceAll(" ", "") };
  });
}
