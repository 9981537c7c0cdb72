import "server-only";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";

/** The system account that PostgreSQL runs as: it refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

/** Where root keeps, for that account, what lies behind a folder that it may not cross (a home of mode 0700). */
export const sharedPlace = "/var/lib/trousseau";

/** Null when we are an ordinary user, who runs PostgreSQL as themself. Throws when root cannot create the account. */
export function postgresAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const known = lookUp();
  if (known) return known;
  spawnSync("groupadd", ["--system", "postgres"]);
  spawnSync("useradd", ["--system", "--gid", "postgres", "--no-create-home", "postgres"]);
  const made = lookUp();
  if (!made)
    throw new Error("PostgreSQL does not run as root, and no system account `postgres` could be created for it");
  return made;
}

function lookUp(): Account | null {
  const ask = (option: string) => spawnSync("id", [option, "postgres"], { encoding: "utf8" });
  const [uid, gid] = [ask("-u"), ask("-g")];
  return uid.status === 0 && gid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : null;
}

/** True when the account can go into this folder. Asked of the system itself, which knows of every parent and every ACL. */
export function canEnter(folder: string, account: Account | null): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd "$0"', folder], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}

/** Makes a folder that the account owns, and that nobody else reads. */
export function makeOwnFolder(folder: string, account: Account | null): void {
  mkdirSync(folder, { recursive: true });
  if (account) chownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
}

/** The programs' folder as the account can reach it: the given one, or a copy of it made once per version. */
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
      // Another start made the same copy in the meantime.
      execFileSync("rm", ["-rf", half]);
    }
  }
  return copy;
}
