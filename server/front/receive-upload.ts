import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type FileHandle, open, unlink } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream";
import type { Upload } from "@/lib/http/upload";
import { decoded } from "@/lib/network/internal-paths";
import { longestFile } from "@/lib/register-import/file/import-file";

/** Milliseconds that a body that is too long may take to begin. */
const beginsWithin = 1_000;

/** The addresses that accept a file, and its longest body: a file and the marks around it. */
const uploadPaths = ["/scolarite/import/fichier", "/ressources-humaines/import/fichier"];
const longestUpload = longestFile + 64 * 1024;

export function isUpload({ method, url }: Pick<IncomingMessage, "method" | "url">): boolean {
  return method === "POST" && uploadPaths.includes(decoded(url?.split("?", 1)[0] ?? ""));
}

/**
 * Puts a long body on disk, so that memory holds one piece at a time and nothing begins before it is complete. When its
 * announced length is too long, only its beginning is kept, which names the file. The file on disk has no name, and is
 * closed once the answer has left or no longer can. Null, with a line in the log, when the disk does not take it. Never
 * resolves when the client disconnects.
 */
export async function receiveUpload(
  request: IncomingMessage,
  reply: ServerResponse,
  opened = openNameless,
): Promise<Upload | null> {
  const handle = await opened().catch(notKept);
  if (!handle) return null;
  // The answer's end: a request that is answered while still being sent has no end of its own.
  finished(reply, () => void handle.close().catch(() => {}));
  let bytes = 0;
  try {
    if (Number(request.headers["content-length"]) > longestUpload) {
      await keepBeginning(request, handle);
      return { handle, bytes: null };
    }
    // What is left unread is discarded: a client whose connection is cut while it sends never shows the answer.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length;
      if (bytes > longestUpload) break;
      await handle.appendFile(chunk);
    }
  } catch (error) {
    // The client disconnected: there is nobody to answer.
    if (request.destroyed && !request.complete) return new Promise(() => {});
    return notKept(error);
  }
  return { handle, bytes: bytes > longestUpload ? null : bytes };
}

/** Keeps the first piece of a body, or nothing when it does not begin; the rest is discarded as it comes. */
async function keepBeginning(request: IncomingMessage, handle: FileHandle): Promise<void> {
  const patience = AbortSignal.timeout(beginsWithin);
  await once(request, "readable", { signal: patience }).catch((error) => {
    if (!patience.aborted) throw error;
  });
  const beginning = request.read();
  request.resume();
  // Even if a full disk does not take its name, the file is too large.
  if (beginning) await handle.appendFile(beginning).catch(notKept);
}

function notKept(error: unknown): null {
  console.error("a file to import was not kept", error);
  return null;
}

async function openNameless(): Promise<FileHandle> {
  const path = join(tmpdir(), `trousseau-${randomUUID()}`);
  const handle = await open(path, "wx+", 0o600);
  await unlink(path);
  return handle;
}
