import "server-only";
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import type { Account } from "./postgres-account";

/** Where root keeps, for that account, what is inside a folder that the account may not enter (a home of mode 0700). */
const sharedPlace = "/var/lib/trousseau";

/** Returns the programs' folder as the account can reach it: the given one, or a copy made once per version. */
export function reachablePrograms(native: string, version: string, account: Account | null): string {
  if (canEnter(native, account)) return native;
  const copy = join(sharedPlace, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    mkdirSync(sharedPlace, { recursive: true, mode: 0o755 });
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    execFileSync("chmod", ["-R", "a+rX", half]);
    try {
      renameSync(half, copy);
    } catch {
      // Another start made the same copy meanwhile.
      execFileSync("rm", ["-rf", half]);
    }
  }
  return copy;
}

/** Returns where the data are kept: `dataDir`, or a place that it links to when the account cannot enter it. */
export function reachablePlace(dataDir: string, account: Account | null): string {
  const isLink = lstatSync(dataDir, { throwIfNoEntry: false })?.isSymbolicLink();
  if (isLink && existsSync(dataDir)) return realpathSync(dataDir);
  if (isLink) rmSync(dataDir);
  makeOwnFolder(dataDir, account);
  if (canEnter(dataDir, account)) return realpathSync(dataDir);
  mkdirSync(sharedPlace, { recursive: true, mode: 0o755 });
  const elsewhere = mkdtempSync(join(sharedPlace, "data-"));
  makeOwnFolder(elsewhere, account);
  rmSync(dataDir, { recursive: true });
  symlinkSync(elsewhere, dataDir);
  return elsewhere;
}

/** True when the account can enter this folder. Asks the system, which knows every parent and every ACL. */
function canEnter(folder: string, account: Account | null): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd "$0"', folder], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}

/** Makes a folder that the account owns, and nobody else reads. */
function makeOwnFolder(folder: string, account: Account | null): void {
  mkdirSync(folder, { recursive: true });
  if (account) chownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
}
