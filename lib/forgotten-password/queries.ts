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

/** Records a request, or counts it once more when one with the same identifier and origin already waits. */
export async function noteRequest(db: Database, request: typeof requests.$inferInsert): Promise<void> {
  await db
    .insert(requests)
    .values(request)
    .onConflictDoUpdate({
      target: [requests.identifier, requests.origin],
      set: { timesAsked: sql`${requests.timesAsked} + 1` },
    });
}

/** Returns, for each origin, the request that has been due for the longest, in the order in which they became due. */
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
 * Takes a due request until `until`; null when another process has it. The row is not locked meanwhile: a new request
 * for the same identifier updates it, and waiting for the directory would reveal that the account exists.
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

/** Puts a taken request back, due at `nextAttemptAt`, unless its time ran out and another process has it. */
export async function postponeRequest(
  db: Database,
  taken: LinkRequest,
  { attempts, nextAttemptAt }: Pick<LinkRequest, "attempts" | "nextAttemptAt">,
): Promise<void> {
  await db.update(requests).set({ attempts, nextAttemptAt }).where(isStillTaken(taken));
}

/** Ends a request, in the caller's transaction. Returns how often it was asked; null when another process has it. */
export async function endRequest(tx: Database, taken: LinkRequest): Promise<number | null> {
  const [ended] = await tx.delete(requests).where(isStillTaken(taken)).returning({ times: requests.timesAsked });
  return ended?.times ?? null;
}

const isStillTaken = ({ id, nextAttemptAt }: LinkRequest) =>
  and(eq(requests.id, id), eq(requests.nextAttemptAt, nextAttemptAt));

/** Returns the student with this identifier, and any confirmed address. Null for staff: no link sets their password. */
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

/** Returns the link with this token, whatever its state, and its student. */
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
      /** The account’s holder has reported a change, and no desk has lifted the block yet. */
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
 * Claims a link's student for the password about to go to the directory, within the caller's transaction. Returns false
 * when the link is no longer valid, or when another password of this student is on its way.
 */
export async function claimLink(
  tx: Database,
  { id, student }: Pick<Link, "id" | "student">,
  { now, until }: { now: Date; until: Date },
): Promise<boolean> {
  if (!(await claimPassword(tx, student.id, { now, until }))) return false;
  // Checked once nothing else can end the link: the claim may have waited for a desk reset that ended it.
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
 * Completes a link once the directory has the new password. In one transaction: spends the link, ends the student's
 * other links and their sessions, writes the journal, queues the mails and releases the desk.
 */
export async function completeLink(
  db: Database,
  id: string,
  changed: ChangedPassword,
  { now, until }: { now: Date; until: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    // Comes first, as in a report of a change: two transactions that need the same rows then do not deadlock.
    await endProofs(tx, changed.uid, now);
    await lockStudent(tx, changed.studentId);
    await tx
      .with(...afterPassword(tx, changed, now), ...releasedPassword(tx, changed.studentId, until))
      .update(links)
      .set({ usedAt: now, endedAt: null })
      .where(eq(links.id, id));
  });
}

/** Deletes the links that expired before this moment: the journal has what became of them. */
export async function deleteLinksBefore(db: Database, before: Date): Promise<void> {
  await db.delete(links).where(lt(links.expiresAt, before));
}
