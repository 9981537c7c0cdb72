import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { isHeld, takeLock } from "@/scripts/lock.mjs";
import { PlainFault } from "./faults";

const secretsSchema = z.object({
  nextauthSecret: z.string().min(32),
  postgresPassword: z.string().min(32),
  directoryPassword: z.string().min(32),
});

/** The demo's own secrets, generated once and kept in `DATA_DIR`. */
export type Secrets = z.infer<typeof secretsSchema>;

/** Another copy of the service, or a command, is using the data folder. */
export class FolderTaken extends PlainFault {}

/** Takes the demo's data folder until this process ends. Throws `FolderTaken`, or the system's error if unwritable. */
export async function openDataDir(dataDir: string): Promise<{ secrets: Secrets; close(): void }> {
  makeFolder(dataDir);
  const release = await takeLock(join(dataDir, "lock"));
  if (!release) {
    throw new FolderTaken(
      `Une autre copie utilise déjà ${dataDir} : arrêtez-la, ou choisissez un autre dossier avec DATA_DIR.`,
      `Another copy already uses ${dataDir}: stop it, or choose another folder with DATA_DIR.`,
    );
  }
  // PostgreSQL's account may enter it; only the owner may list it.
  chmodSync(dataDir, 0o711);
  return { secrets: keptSecrets(join(dataDir, "secrets.json")), close: release };
}

/** True when a copy of the service, or a command, is using this folder. */
export function isLocked(dataDir: string): boolean {
  return isHeld(join(dataDir, "lock"));
}

/** True when a demonstration was opened in this folder before. */
export function isDemoIn(dataDir: string): boolean {
  return existsSync(join(dataDir, "secrets.json"));
}

/** Makes a folder and its parents. Node's own `recursive` never returns where folders cannot be made, as in `/proc`. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function keptSecrets(file: string): Secrets {
  const kept = read(file);
  if (kept) return kept;
  const made: Secrets = { nextauthSecret: newSecret(), postgresPassword: newSecret(), directoryPassword: newSecret() };
  writeFileSync(`${file}.half`, JSON.stringify(made, null, 2), { mode: 0o600 });
  renameSync(`${file}.half`, file);
  return made;
}

function read(file: string): Secrets | null {
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Returns 256 random bits. */
function newSecret(): string {
  return randomBytes(32).toString("base64url");
}
