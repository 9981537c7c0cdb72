import "server-only";
import { and, eq, gt, inArray, isNull, lt, lte, not, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { passwordLinks as links, recoveryAddresses, passwordLinkRequests as requests, students } from "@/db/schema";
import { isBlocked } from "@/lib/account-block/queries";
import { afterPassword, type ChangedPassword } from "@/lib/change-notice/queries";
import { claimPassword, releasedPassword, releasePassword } from "@/lib/directory-change/queries";
import { cardNumbersOf } from "@/lib/password-policy/queries";
import { isConfirmed, tookOver } from "@/lib/recovery-email/queries";
import { endProofs } from "@/lib/session/queries";
import { lockStudent } from "@/lib/student-lock/queries";

export type LinkRequest = typeof requests.$inferSelect;

/** Notes a request; of one that waits already, for the same identifier and from the same place, only how often it was asked. */
export async function noteRequest(db: Database, request: typeof requests.$inferInsert): Promise<void> {
  await db
    .insert(requests)
    .values(request)
    .onConflictDoUpdate({
      target: [requests.identifier, requests.origin],
      set: { timesAsked: sql`${requests.timesAsked} + 1` },
    });
}

/** Of each place that asks, the request that has been due for the longest; the places in the order of these. */
export async function findDueRound(db: Database, now: Date): Promise<string[]> {
  const round = db
    .selectDistinctOn([requests.origin], { id: requests.id, dueAt: requests.nextAttemptAt })
    .from(requests)
    .where(lte(requests.nextAttemptAt, now))
    .orderBy(requests.origin, requests.nextAttemptAt)
    .as("round");
  const found = await db.select({ id: round.id }).from(round).orderBy(round.dueAt);
  return found.map(({ id }) => id);
}

/**
 * Takes a request that is due, until then; null when another process has it. The row is not held meanwhile: whoever asks again adds to it, and
 * must not wait for a directory that only those who have an account are looked for in.
 */
export async function takeRequest(
  db: Database,
  id: string,
  { now, until }: { now: Date; until: Date },
): Promise<LinkRequest | null> {
  const [taken] = await db
    .update(requests)
    .set({ nextAttemptAt: until })
    .where(and(eq(requests.id, id), lte(requests.nextAttemptAt, now)))
    .returning();
  return taken ?? null;
}

/** Lets go of a request, to be taken again then; unless its time was over, and another process has it. */
export async function postponeRequest(
  db: Database,
  taken: LinkRequest,
  { attempts, nextAttemptAt }: Pick<LinkRequest, "attempts" | "nextAttemptAt">,
): Promise<void> {
  await db.update(requests).set({ attempts, nextAttemptAt }).where(isStillTaken(taken));
}

/** Ends a request, within the caller's transaction, and answers how often it was asked. Null when another process has it by now. */
export async function endRequest(tx: Database, taken: LinkRequest): Promise<number | null> {
  const [ended] = await tx.delete(requests).where(isStillTaken(taken)).returning({ times: requests.timesAsked });
  return ended?.times ?? null;
}

const isStillTaken = ({ id, nextAttemptAt }: LinkRequest) =>
  and(eq(requests.id, id), eq(requests.nextAttemptAt, nextAttemptAt));

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
    await endProofs(tx, changed.uid, now);
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
