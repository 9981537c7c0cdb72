import "server-only";
import { spawnSync } from "node:child_process";

/** The system account that PostgreSQL runs under: it refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

/** Returns null for an ordinary user, who runs PostgreSQL directly. Throws when root cannot create the account. */
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
