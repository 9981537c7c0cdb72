import type { FileHandle } from "node:fs/promises";

/** Where the one file of a form stands in a body that is on disk. */
export interface UploadedFile {
  name: string;
  handle: FileHandle;
  /** First byte, and the one after the last. */
  start: number;
  end: number;
}

/** No browser writes longer headers before a file, nor a longer mark after it. */
const longestHead = 8 * 1024;
const longestMark = 256;

/**
 * The file of a `multipart/form-data` body (RFC 7578) that holds one field and nothing else: what stands between its headers and the last
 * mark. Nothing of the file itself is read. Null for any other body, and for a field that was left empty.
 */
export async function uploadedFile(
  handle: FileHandle,
  bytes: number,
  contentType: string | null,
  field: string,
): Promise<UploadedFile | null> {
  const [, quoted, plain] = /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? "") ?? [];
  const boundary = quoted ?? plain;
  if (!boundary) return null;
  const head = await read(handle, 0, Math.min(bytes, longestHead));
  const tail = await read(handle, Math.max(0, bytes - longestMark), Math.min(bytes, longestMark));
  const headEnd = head.indexOf("\r\n\r\n");
  const markAt = tail.lastIndexOf(`\r\n--${boundary}--`);
  if (!head.startsWith(`--${boundary}\r\n`) || headEnd < 0 || markAt < 0) return null;
  const disposition = /^content-disposition:(.*)$/im.exec(head.slice(0, headEnd))?.[1] ?? "";
  const [, of = ""] = /[; ]name="([^"]*)"/.exec(disposition) ?? [];
  const [, name = ""] = /[; ]filename="([^"]*)"/.exec(disposition) ?? [];
  const start = headEnd + 4;
  const end = Math.max(0, bytes - longestMark) + markAt;
  if (of !== field || !name || end < start) return null;
  return { name: shownName(name), handle, start, end };
}

/** Its pieces, as often as asked. */
export function readUploaded({ handle, start, end }: UploadedFile): AsyncIterable<Uint8Array> {
  if (end === start) return (async function* () {})();
  return handle.createReadStream({ start, end: end - 1, autoClose: false });
}

async function read(handle: FileHandle, position: number, length: number): Promise<string> {
  const buffer = Buffer.alloc(length);
  await handle.read(buffer, 0, length, position);
  return buffer.toString("latin1");
}

/** Browsers send the name in UTF-8; older ones with its folders. */
function shownName(sent: string): string {
  const name = Buffer.from(sent, "latin1").toString("utf8").replaceAll("%22", '"').split(/[\\/]/).at(-1) ?? "";
  return name.replace(/\p{C}/gu, "").slice(0, 120) || "?";
}
