import { open, rm } from "node:fs/promises";

export interface Output {
  /** Writes all of it, each part down to the disk before the next is asked for. Throws once `stopped` is aborted. */
  write(bytes: AsyncIterable<Uint8Array>, stopped: AbortSignal): Promise<void>;
  /** Takes the file away: what it holds is worth nothing. */
  discard(): Promise<void>;
}

/** A new file that only its owner may read, since it will hold passwords. Null when there is one of that name: it is never overwritten. */
export async function openOutput(path: string): Promise<Output | null> {
  const file = await open(path, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") return null;
    throw error;
  });
  return (
    file && {
      async write(bytes, stopped) {
        for await (const chunk of bytes) {
          stopped.throwIfAborted();
          await file.write(chunk);
          await file.datasync();
        }
        await file.close();
      },
      async discard() {
        await file.close().catch(() => {});
        await rm(path, { force: true });
      },
    }
  );
}
