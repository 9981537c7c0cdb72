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

/** What the demo needs to keep to itself, made once and kept in `DATA_DIR`. */
export type Secrets = z.infer<typeof secretsSchema>;

/** Another copy of the service, or a command, has the data folder. */
export class FolderTaken extends PlainFault {}

/** Makes the demo's data folder ours until this process ends. Throws `FolderTaken`, or what the system says when it cannot be written to. */
export async function openDataDir(dataDir: string): Promise<{ secrets: Secrets; close(): void }> {
  makeFolder(dataDir);
  const release = await takeLock(join(dataDir, "lock"));
  if (!release) {
    throw new FolderTaken(
      `Une autre copie utilise déjà ${dataDir} : arrêtez-la, ou choisissez un autre dossier avec DATA_DIR.`,
      `Another copy already uses ${dataDir}: stop it, or choose another folder with DATA_DIR.`,
    );
  }
  // Entered by the account that PostgreSQL runs as, listed by nobody.
  chmodSync(dataDir, 0o711);
  return { secrets: keptSecrets(join(dataDir, "secrets.json")), close: release };
}

/** True when a copy of the service, or a command, has that folder. */
export function isLocked(dataDir: string): boolean {
  return isHeld(join(dataDir, "lock"));
}

/** True when a demonstration was opened in that folder before. */
export function isDemoIn(dataDir: string): boolean {
  return existsSync(join(dataDir, "secrets.json"));
}

/** Node's own `recursive` never comes back from a place where folders cannot be made, such as `/proc`. */
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

/** 256 bits. */
function newSecret(): string {
  return randomBytes(32).toString("base64url");
}
