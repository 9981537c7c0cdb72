import "server-only";
import { and, eq, isNotNull, isNull, lte, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import { accountClosings, activations, deskResets, reportLinks, sessions, students } from "@/db/schema";
import { isClosedInRegister } from "@/lib/account-closing/queries";
import type { RegisterDay } from "@/lib/account-closing/rules";
import { enterGate } from "@/lib/session/queries";
import { isTheirs } from "../person/queries";
import type { Noted } from "../queries";

/**
 * Keeps everybody else out of the gates of a person, as the first thing that a transaction locks: under the directory's `uid` of this account as it
 * says now, and as their sessions and the news of their changes kept it.
 */
export async function enterGates(
  tx: Database,
  person: Pick<Noted, "studentId" | "identifier">,
  entry: { uid: string } | null,
): Promise<void> {
  const ofSessions = await tx.selectDistinct({ uid: sessions.uid }).from(sessions).where(isTheirs(person));
  const ofChanges = await tx
    .selectDistinct({ uid: reportLinks.uid })
    .from(reportLinks)
    .where(and(eq(reportLinks.studentId, person.studentId), isNotNull(reportLinks.uid)));
  const told = [...ofSessions, ...ofChanges, ...(entry ? [entry] : [])].flatMap(({ uid }) => uid ?? []);
  for (const uid of [...new Set(told)].sort()) await enterGate(tx, uid);
}

/**
 * Locks the row of a student until the transaction ends, with what a password of theirs may be claimed by; whoever would name them in a row of
 * their own waits too. True when the register still counts them no more, no password of theirs is on its way to the directory, and nobody
 * else has looked at them. Within a transaction that holds `lockRegister`: whatever an import wrote of them is seen.
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
  // Asked once nobody else can change it: what the lock waited for is seen.
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
