import { open, rm } from "node:fs/promises";

export interface Output {
  /** Writes all the bytes, each part flushed to disk before the next is read. Throws once `stopped` is aborted. */
  write(bytes: AsyncIterable<Uint8Array>, stopped: AbortSignal): Promise<void>;
  /** Removes the file: its content is useless. */
  discard(): Promise<void>;
}

/** Creates a file that only its owner may read, since it will hold passwords. Null when one of that name exists. */
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
