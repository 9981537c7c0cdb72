import "server-only";
import { and, eq, isNull, lte, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import { accountClosings, activations, deskResets, students } from "@/db/schema";
import { isClosedInRegister } from "@/lib/account-closing/queries";
import type { RegisterDay } from "@/lib/account-closing/rules";
import { selectUids } from "@/lib/personal-data/queries";
import { enterGate } from "@/lib/session/queries";
import type { Noted } from "../queries";

/**
 * Enters all the gates of a person, before the transaction locks any row: that of the `uid` that the directory gives
 * for this account, and those of the `uid`s that their sessions and report links kept.
 */
export async function enterGates(
  tx: Database,
  person: Pick<Noted, "studentId" | "identifier">,
  entry: { uid: string } | null,
): Promise<void> {
  const uids = await selectUids(tx, person);
  for (const uid of [...new Set([...uids, ...(entry ? [entry.uid] : [])])].sort()) await enterGate(tx, uid);
}

/**
 * Locks the row of a student until the transaction ends, with the rows by which a password of theirs may be claimed.
 * Anyone who adds a row that refers to them waits. True when the register still does not count them, no password of
 * theirs is on its way to the directory, and nobody else has looked at them. The transaction must already hold
 * `lockRegister`, so that this sees all that an import wrote.
 */
export async function holdErasable(
  tx: Database,
  { studentId, nextLookAt }: Pick<Noted, "studentId" | "nextLookAt">,
  { now, day }: { now: Date; day: RegisterDay },
): Promise<boolean> {
  await tx.select({ id: students.id }).from(students).where(eq(students.id, studentId)).for("update");
  for (const table of [deskResets, activations]) {
    const claims = await tx
      .select({ until: table.claimedUntil })
      .from(table)
      .where(eq(table.studentId, studentId))
      .orderBy(table.id)
      .for("update");
    if (claims.some(({ until }) => until && until > now)) return false;
  }
  // Read once nobody else can change it: this sees what the lock waited for.
  const held = await tx
    .select({ id: students.id })
    .from(students)
    .innerJoin(accountClosings, eq(accountClosings.studentId, students.id))
    .where(
      and(
        eq(students.id, studentId),
        isClosedInRegister(day),
        or(isNull(students.passwordClaimedUntil), lte(students.passwordClaimedUntil, now)),
        eq(accountClosings.nextLookAt, nextLookAt),
      ),
    );
  return held.length > 0;
}
