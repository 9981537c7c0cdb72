import "server-only";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { StoredEntry } from "./entries";

/** Returns the entries of this file; none when it does not exist. */
export async function loadEntries(file: string): Promise<StoredEntry[]> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/**
 * Resolves once these entries, and no others, would survive a power cut. Writes aside, then renames: at any instant the
 * file is complete, old or new. Call it once at a time: the place aside is always the same.
 */
export async function saveEntries(file: string, entries: StoredEntry[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const aside = `${file}.next`;
  await writeThrough(aside, JSON.stringify(entries));
  await rename(aside, file);
  await syncFolder(dirname(file));
}

async function writeThrough(file: string, text: string): Promise<void> {
  const handle = await open(file, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
