import "server-only";
import type { DirectoryPerson } from "@/lib/directory/directory";
import type { Services } from "@/lib/services";
import { type Block, findBlock } from "./queries";

export type BlockedAccount =
  | { ok: true; block: Block; person: DirectoryPerson }
  | { ok: false; reason: "not-blocked" | "no-entry" };

/** Returns the block of this student's account, and its entry in the directory. Throws `DirectoryUnavailable`. */
export async function findBlocked(
  { db, directory }: Pick<Services, "db" | "directory">,
  student: { id: string; identifier: string },
): Promise<BlockedAccount> {
  // The order matters: if the entry is suspended because of the block, the block read afterwards says so.
  const person = await directory.findByLogin(student.identifier);
  const block = await findBlock(db, student.id);
  if (!block) return { ok: false, reason: "not-blocked" };
  return person ? { ok: true, block, person } : { ok: false, reason: "no-entry" };
}
