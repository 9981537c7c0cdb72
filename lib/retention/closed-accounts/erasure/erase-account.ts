import "server-only";
import { registerDay } from "@/lib/account-closing/rules";
import { record } from "@/lib/audit/record";
import type { DirectoryPerson } from "@/lib/directory/directory";
import type { Services } from "@/lib/services";
import { lockRegister } from "@/lib/student-lock/queries";
import { deletePerson } from "../person/queries";
import type { Noted } from "../queries";
import { enterGates, holdErasable } from "./queries";

/**
 * Erases everything about a person whose account has been closed for long enough, in one transaction with its line in
 * the journal. Does nothing when the register counts them again, a password of theirs is on its way to the directory,
 * or somebody else has looked at them meanwhile: they will be looked at again. Does not write to the directory. Their
 * identifier is never given to anybody else.
 */
export async function eraseAccount(
  { db, clock, institution }: Pick<Services, "db" | "clock" | "institution">,
  noted: Noted,
  person: Pick<DirectoryPerson, "uid"> | null,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockRegister(tx);
    await enterGates(tx, noted, person);
    const now = clock.now();
    const day = registerDay(now, institution.timeZone);
    if (!(await holdErasable(tx, noted, { now, day }))) return;
    await deletePerson(tx, noted);
    await record(tx, { at: now, kind: "account.erase", outcome: "succeeded", subject: noted.identifier });
  });
}
