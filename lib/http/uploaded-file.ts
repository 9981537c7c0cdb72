import type { FileHandle } from "node:fs/promises";

/** The position of a form's only file in a body on disk. */
export interface UploadedFile {
  name: string;
  handle: FileHandle;
  /** First byte of the file, and the one after its last. */
  start: number;
  end: number;
}

/** No browser writes longer headers before a file, or a longer boundary after it. */
const longestHead = 8 * 1024;
const longestMark = 256;

/**
 * Finds the file in a `multipart/form-data` body (RFC 7578) with a single field: what lies between its headers and the
 * last boundary. Does not read the file itself. Null for any other body, and for an empty field.
 */
export async function uploadedFile(
  handle: FileHandle,
  bytes: number,
  contentType: string | null,
  field: string,
): Promise<UploadedFile | null> {
  const head = await headOf(handle, bytes, contentType, field);
  if (!head) return null;
  const tail = await read(handle, Math.max(0, bytes - longestMark), Math.min(bytes, longestMark));
  const markAt = tail.lastIndexOf(`\r\n--${head.boundary}--`);
  const end = Math.max(0, bytes - longestMark) + markAt;
  if (markAt < 0 || end < head.end) return null;
  return { name: head.name, handle, start: head.end, end };
}

/** Returns the file's name from a body whose beginning alone may be on disk; empty when it has none. */
export async function uploadedName(handle: FileHandle, contentType: string | null, field: string): Promise<string> {
  const head = await headOf(handle, longestHead, contentType, field);
  return head?.name ?? "";
}

/** Reads what precedes the file: the boundary, the name and where the headers end. Null when this field has no file. */
async function headOf(handle: FileHandle, bytes: number, contentType: string | null, field: string) {
  const [, quoted, plain] = /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? "") ?? [];
  const boundary = quoted ?? plain;
  if (!boundary) return null;
  const head = await read(handle, 0, Math.min(bytes, longestHead));
  const headEnd = head.indexOf("\r\n\r\n");
  if (!head.startsWith(`--${boundary}\r\n`) || headEnd < 0) return null;
  const disposition = /^content-disposition:(.*)$/im.exec(head.slice(0, headEnd))?.[1] ?? "";
  const [, of = ""] = /[; ]name="([^"]*)"/.exec(disposition) ?? [];
  const [, name = ""] = /[; ]filename="([^"]*)"/.exec(disposition) ?? [];
  if (of !== field || !name) return null;
  return { boundary, name: shownName(name), end: headEnd + 4 };
}

/** Returns the file's pieces, as often as asked. */
export function readUploaded({ handle, start, end }: UploadedFile): AsyncIterable<Uint8Array> {
  if (end === start) return (async function* () {})();
  return handle.createReadStream({ start, end: end - 1, autoClose: false });
}

async function read(handle: FileHandle, position: number, length: number): Promise<string> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.toString("latin1", 0, bytesRead);
}

/** Browsers send the name in UTF-8; older ones include its folders. */
function shownName(sent: string): string {
  const name = Buffer.from(sent, "latin1").toString("utf8").replaceAll("%22", '"').split(/[\\/]/).at(-1) ?? "";
  return name.replace(/\p{C}/gu, "").slice(0, 120) || "?";
}
