import "server-only";
import type { DirectoryPerson } from "@/lib/directory/directory";
import type { Services } from "@/lib/services";
import { isTraced, selectLoginsBeside, selectRegister, selectUids } from "./queries";

export type Person = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

/**
 * Returns the person who has, or had, this identifier or staff login (as `normaliseLogin` returns it), in the register,
 * the directory or our own traces; null for nobody. Throws `Unavailable` when the directory or the database does not
 * answer.
 */
export async function findPerson({ db, directory }: Pick<Services, "db" | "directory">, identifier: string) {
  // PostgreSQL accepts no NUL in a text, and people may send one.
  if (identifier === "" || identifier.length > 254 || identifier.includes("\0")) return null;
  const held = await selectRegister(db, identifier);
  const entry: DirectoryPerson | null = await directory.findByLogin(identifier);
  if (!held && !entry && !(await isTraced(db, identifier))) return null;
  const studentId = held?.studentId ?? null;
  const ofRows = await selectUids(db, { studentId, identifier });
  const uids = [...new Set([...(entry ? [entry.uid] : []), ...ofRows])];
  const identifiers = [identifier];
  // A student who also works here. A directory may reuse a `uid`: only it can say whose a login is.
  for (const login of entry ? await selectLoginsBeside(db, identifier, entry.uid) : [])
    if ((await directory.findByLogin(login))?.uid === entry?.uid) identifiers.push(login);
  return {
    /** Null for a person who is not, or no longer, in the register; otherwise their row. */
    register: held?.register ?? null,
    studentId,
    entry,
    identifier,
    /** All their names in the journal: as actor, then as subject. */
    uids,
    identifiers,
  };
}
