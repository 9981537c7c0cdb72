import { createHash } from "node:crypto";
import { type ImportFile, longestFile } from "./import-file";

/** Why a file is not text that we read. None of its lines was read. */
export type UnreadableFile = "empty" | "too-large" | "spreadsheet" | "not-text";

export type Encoding = "utf-8" | "windows-1252";

export type Examined =
  | { ok: true; sha256: string; encoding: Encoding; beginning: string }
  | { ok: false; refusal: UnreadableFile };

/** How much is read to recognise the header: no register's header is longer. */
const beginningBytes = 64 * 1024;

/** How spreadsheets start, whatever their name: ZIP (xlsx, ods), and the older compound file (xls). */
const spreadsheets = [Buffer.from("PK\x03\x04", "latin1"), Buffer.from([0xd0, 0xcf, 0x11, 0xe0])];

/**
 * Reads a file through once, before anything else, for its fingerprint and encoding. It is UTF-8 when every byte is
 * valid UTF-8, with or without a byte-order mark; otherwise Windows-1252, which spreadsheets write on a French machine.
 */
export async function examineFile(file: ImportFile): Promise<Examined> {
  const hash = createHash("sha256");
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let isUtf8 = true;
  let bytes = 0;
  let beginning: Uint8Array = new Uint8Array();
  for await (const chunk of file.read()) {
    bytes += chunk.length;
    if (bytes > longestFile) return { ok: false, refusal: "too-large" };
    if (beginning.length < beginningBytes) beginning = Buffer.concat([beginning, chunk]).subarray(0, beginningBytes);
    if (spreadsheets.some((mark) => mark.equals(beginning.subarray(0, mark.length)))) {
      return { ok: false, refusal: "spreadsheet" };
    }
    if (chunk.includes(0)) return { ok: false, refusal: "not-text" };
    hash.update(chunk);
    isUtf8 &&= agrees(decoder, chunk);
  }
  isUtf8 &&= agrees(decoder);
  const encoding = isUtf8 ? "utf-8" : "windows-1252";
  const text = new TextDecoder(encoding).decode(beginning);
  if (text.trim() === "") return { ok: false, refusal: "empty" };
  return { ok: true, sha256: hash.digest("hex"), encoding, beginning: text };
}

/** True while the bytes are valid UTF-8. A character may continue in the next chunk; without one, it is cut. */
function agrees(decoder: TextDecoder, chunk?: Uint8Array): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}
