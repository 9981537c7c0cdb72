import "server-only";
import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";

/** A mail as `GET /api/demo/mails` shows it. */
export interface Mail {
  /** The recipient that the mail server was given. */
  to: string;
  subject: string;
  text: string;
  html: string;
  /** ISO 8601, by the demo clock. */
  date: string;
}

export interface KeptMail extends Mail {
  /** Sorts by arrival. */
  id: string;
}

const bound = 500;
const idPattern = /^\d{15}-[0-9a-f]{8}$/;
const fileOf = (dataDir: string, id: string) => join(folderOf(dataDir), `${id}.json`);

function folderOf(dataDir: string): string {
  return join(dataDir, "mailbox");
}

/** Stores a mail on disk durably, whole or not at all. Beyond 500, the oldest are deleted. */
export async function keepMail(dataDir: string, mail: Mail, arrivedAt: Date): Promise<void> {
  const folder = folderOf(dataDir);
  await mkdir(folder, { recursive: true });
  const id = `${String(arrivedAt.getTime()).padStart(15, "0")}-${randomBytes(4).toString("hex")}`;
  const half = join(folder, `${id}.half`);
  const file = await open(half, "wx", 0o600);
  try {
    await file.writeFile(JSON.stringify(mail));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(half, fileOf(dataDir, id));
  const ids = await listIds(dataDir);
  await Promise.all(ids.slice(bound).map((old) => rm(fileOf(dataDir, old), { force: true })));
}

/** Returns every stored mail, newest first. */
export async function readMailbox(dataDir: string): Promise<KeptMail[]> {
  const mails = await Promise.all((await listIds(dataDir)).map((id) => readMail(dataDir, id)));
  return mails.filter((mail) => mail !== null);
}

/** Returns one mail, or null when there is none with that id, which may be any text. */
export async function readMail(dataDir: string, id: string): Promise<KeptMail | null> {
  if (!idPattern.test(id)) return null;
  try {
    return { id, ...JSON.parse(await readFile(fileOf(dataDir, id), "utf8")) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Deletes every mail, and what an interrupted write may have left. */
export async function emptyMailbox(dataDir: string): Promise<void> {
  await rm(folderOf(dataDir), { recursive: true, force: true });
}

async function listIds(dataDir: string): Promise<string[]> {
  const names = await readdir(folderOf(dataDir)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .filter((id) => idPattern.test(id))
    .sort()
    .reverse();
}
