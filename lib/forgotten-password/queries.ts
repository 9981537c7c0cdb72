import "server-only";
import { and, eq, gt, inArray, isNull, lt, lte, not } from "drizzle-orm";
import type { Database } from "@/db/client";
import { passwordLinks as links, recoveryAddresses, passwordLinkRequests as requests, students } from "@/db/schema";
import { isBlocked } from "@/lib/account-block/queries";
import { afterPassword, type ChangedPassword } from "@/lib/change-notice/queries";
import { claimPassword, releasedPassword, releasePassword } from "@/lib/password-claim/queries";
import { cardNumbersOf } from "@/lib/password-policy/queries";
import { isConfirmed, tookOver } from "@/lib/recovery-email/queries";
import { lockStudent } from "@/lib/student-lock/queries";

export type LinkRequest = typeof requests.$inferSelect;

export async function insertRequest(db: Database, request: typeof requests.$inferInsert): Promise<void> {
  await db.insert(requests).values(request);
}

/** The request that has been due for the longest, locked until the transaction ends: processes side by side each get another one. */
export async function takeDueRequest(tx: Database, now: Date): Promise<LinkRequest | null> {
  const [request] = await tx
    .select()
    .from(requests)
    .where(lte(requests.nextAttemptAt, now))
    .orderBy(requests.nextAttemptAt)
    .limit(1)
    .for("update", { skipLocked: true });
  return request ?? null;
}

export async function postponeRequest(tx: Database, id: string, attempts: number, nextAttemptAt: Date): Promise<void> {
  await tx.update(requests).set({ attempts, nextAttemptAt }).where(eq(requests.id, id));
}

export async function deleteRequest(tx: Database, id: string): Promise<void> {
  await tx.delete(requests).where(eq(requests.id, id));
}

/** The student with this identifier, and their confirmed address; nobody of staff, whose passwords are not set here. */
export async function findAsker(db: Database, identifier: string) {
  const [row] = await db
    .select({
      id: students.id,
      identifier: students.identifier,
      givenName: students.givenName,
      activatedAt: students.activatedAt,
      isBlocked: isBlocked(students.id),
      address: {
        id: recoveryAddresses.id,
        email: recoveryAddresses.email,
        confirmedAt: recoveryAddresses.confirmedAt,
        tookOver,
      },
    })
    .from(students)
    .leftJoin(recoveryAddresses, and(eq(recoveryAddresses.studentId, students.id), isConfirmed))
    .where(and(eq(students.identifier, identifier), eq(students.population, "student")));
  return row ?? null;
}

export async function insertLink(tx: Database, link: typeof links.$inferInsert): Promise<void> {
  await tx.insert(links).values(link);
}

export type Link = NonNullable<Awaited<ReturnType<typeof findLink>>>;

/** The link of this token, whatever became of it, and whose it is. */
export async function findLink(db: Database, tokenHash: string) {
  const [row] = await db
    .select({
      id: links.id,
      expiresAt: links.expiresAt,
      usedAt: links.usedAt,
      endedAt: links.endedAt,
      withdrawnAt: recoveryAddresses.withdrawnAt,
      addressId: links.addressId,
      email: recoveryAddresses.email,
      confirmedAt: recoveryAddresses.confirmedAt,
      /** The account’s holder reported a change since, and no desk has seen them yet. */
      isBlocked: isBlocked(links.studentId),
      student: {
        id: students.id,
        identifier: students.identifier,
        mail: students.mail,
        givenName: students.givenName,
        familyName: students.familyName,
        birthDate: students.birthDate,
      },
      cardNumbers: cardNumbersOf(students.id),
    })
    .from(links)
    .innerJoin(recoveryAddresses, eq(recoveryAddresses.id, links.addressId))
    .innerJoin(students, eq(students.id, links.studentId))
    .where(eq(links.tokenHash, tokenHash));
  return row ?? null;
}

/**
 * Claims the student of a link for the password that is about to go to the directory, within the caller's transaction. False when the link is
 * live no more, or when another password of this student is on its way.
 */
export async function claimLink(
  tx: Database,
  { id, student }: Pick<Link, "id" | "student">,
  { now, until }: { now: Date; until: Date },
): Promise<boolean> {
  if (!(await claimPassword(tx, student.id, { now, until }))) return false;
  // Asked once nobody else can end it: the claim may have waited for a desk, whose reset ended this link too.
  const inUse = tx.select({ id: recoveryAddresses.id }).from(recoveryAddresses).where(isConfirmed);
  const live = await tx
    .select({ id: links.id })
    .from(links)
    .where(
      and(
        eq(links.id, id),
        isNull(links.usedAt),
        isNull(links.endedAt),
        gt(links.expiresAt, now),
        inArray(links.addressId, inUse),
        not(isBlocked(links.studentId)),
      ),
    );
  if (live.length === 0) await releasePassword(tx, student.id, until);
  return live.length > 0;
}

/**
 * The directory holds the new password: the link is spent and every other one ended, the student's sessions too, the journal and the student
 * are told, and a desk may go on, all at once.
 */
export async function completeLink(
  db: Database,
  id: string,
  changed: ChangedPassword,
  { now, until }: { now: Date; until: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    // First, as whoever reports a change does: of two that want the same rows, neither waits for the other.
    await lockStudent(tx, changed.studentId);
    await tx
      .with(...afterPassword(tx, changed, now), ...releasedPassword(tx, changed.studentId, until))
      .update(links)
      .set({ usedAt: now, endedAt: null })
      .where(eq(links.id, id));
  });
}

/** Deletes the links that were over before this instant: the journal holds what became of them. */
export async function deleteLinksBefore(db: Database, before: Date): Promise<void> {
  await db.delete(links).where(lt(links.expiresAt, before));
}
