import "server-only";
import { and, desc, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { prepared } from "@/db/prepared";
import { cards, deskResets, recoveryAddresses, students } from "@/db/schema";
import { blockOf, liftedBlock, liftedSuspension } from "@/lib/account-block/queries";
import { type AuditLine, recorded, recordIfChanged } from "@/lib/audit/record";
import { afterPassword, type ChangedPassword } from "@/lib/change-notice/queries";
import { isPasswordFree } from "@/lib/directory-change/queries";
import { cardNumbersOf } from "@/lib/password-policy/queries";
import { isConfirmed } from "@/lib/recovery-email/queries";
import { endProofs } from "@/lib/session/queries";

const isUnderWay = inArray(deskResets.state, ["opened", "handed-over"]);
/** A card declared lost ends its resets, except one whose password is already on its way. */
const isCardInForce = sql`exists (select from ${cards} where ${cards.number} = ${deskResets.cardNumber} and ${cards.state} = 'in-force')`;
const isUnclaimed = (now: Date) => or(isNull(deskResets.claimedUntil), lte(deskResets.claimedUntil, now));

const student = {
  id: students.id,
  identifier: students.identifier,
  mail: students.mail,
  givenName: students.givenName,
  familyName: students.familyName,
  birthDate: students.birthDate,
  componentCode: students.componentCode,
  componentName: students.componentName,
  stages: students.stages,
  activatedAt: students.activatedAt,
  block: blockOf(students.id),
};

const cardByNumber = prepared((db) =>
  db
    .select({ number: cards.number, state: cards.state, validUntil: cards.validUntil, student })
    .from(cards)
    .innerJoin(students, and(eq(students.id, cards.studentId), eq(students.population, "student")))
    .where(eq(cards.number, sql.placeholder("number"))),
);

/** Returns the card with this number and the student who holds it; null when nobody holds it. */
export async function findCard(db: Database, number: string) {
  const [row] = await cardByNumber(db, { number });
  return row ?? null;
}

export type Card = NonNullable<Awaited<ReturnType<typeof findCard>>>;

/** Returns the SQL condition that nobody holds this card, for a statement that must check it when it runs. */
export function isUnheld(number: string) {
  return sql<boolean>`not exists (select from ${cards} where ${eq(cards.number, number)})`;
}

export type NewReset = Omit<typeof deskResets.$inferInsert, "state">;

/** Opens a reset and records it in the journal, in one statement. */
export async function insertReset(db: Database, reset: NewReset, line: AuditLine): Promise<string> {
  const [row] = await db
    .with(recorded(db, line))
    .insert(deskResets)
    .values({ ...reset, state: "opened" })
    .returning({ id: deskResets.id });
  if (!row) throw new Error("a desk reset was not inserted");
  return row.id;
}

function selectResets(db: Database) {
  return db
    .select({
      id: deskResets.id,
      channel: deskResets.channel,
      state: deskResets.state,
      expiresAt: deskResets.expiresAt,
      claimedUntil: deskResets.claimedUntil,
      endedAt: deskResets.endedAt,
      phoneId: deskResets.phoneId,
      /** Where the desk is. */
      address: deskResets.address,
      network: deskResets.network,
      card: { number: cards.number, state: cards.state, validUntil: cards.validUntil },
      student,
      cardNumbers: cardNumbersOf(students.id),
      recovery: { email: recoveryAddresses.email, confirmedAt: recoveryAddresses.confirmedAt },
    })
    .from(deskResets)
    .innerJoin(cards, eq(cards.number, deskResets.cardNumber))
    .innerJoin(students, eq(students.id, deskResets.studentId))
    .leftJoin(recoveryAddresses, and(eq(recoveryAddresses.studentId, students.id), isConfirmed));
}

export type Reset = Awaited<ReturnType<typeof selectResets>>[number];

const resetOfSession = prepared((db) =>
  selectResets(db).where(
    and(eq(deskResets.id, sql.placeholder("id")), eq(deskResets.sessionId, sql.placeholder("sessionId"))),
  ),
);

/** Returns a reset that this session opened; null when it does not exist or is another session's. */
export async function findReset(db: Database, id: string, sessionId: string): Promise<Reset | null> {
  const [row] = await resetOfSession(db, { id, sessionId });
  return row ?? null;
}

/** Returns the reset of this session that is handed over, else the last one that the session opened from the page. */
export async function findLastOfPage(db: Database, sessionId: string): Promise<Reset | null> {
  const [row] = await selectResets(db)
    .where(and(eq(deskResets.sessionId, sessionId), eq(deskResets.channel, "page")))
    // Two windows at once may leave two cards on the desk, and hand over the one opened first.
    .orderBy(
      desc(sql`${deskResets.state} = 'handed-over'`),
      desc(deskResets.openedAt),
      desc(sql`${deskResets.state} = 'opened'`),
    )
    .limit(1);
  return row ?? null;
}

const handedOver = alias(deskResets, "handed_over");

/**
 * Hands the reset over, to the screen or to a phone, once. Returns false on the second click of a double click, and
 * when another window of this session has already handed over another card. Call it within a transaction that holds
 * `lockSession`.
 */
export async function markHandedOver(
  tx: Database,
  { id, sessionId }: { id: string; sessionId: string },
  now: Date,
  expiresAt: Date,
): Promise<boolean> {
  const isOther = and(eq(handedOver.sessionId, sessionId), eq(handedOver.state, "handed-over"));
  const rows = await tx
    .update(deskResets)
    .set({ state: "handed-over", expiresAt })
    .where(
      and(
        eq(deskResets.id, id),
        eq(deskResets.channel, "page"),
        eq(deskResets.state, "opened"),
        gt(deskResets.expiresAt, now),
        sql`not exists (select from ${deskResets} as ${handedOver} where ${isOther})`,
      ),
    )
    .returning({ id: deskResets.id });
  return rows.length > 0;
}

/**
 * Claims a reset for the password about to go to the directory, and records in the journal that it begins, in one
 * statement. Only one attempt at a time gets the claim: among the clicks of a double click, two windows on the same
 * reset, the desk and the phone that the reset was taken back from, and a password set through a mailed link or « Mon
 * compte ».
 */
export function claim(
  db: Database,
  { id, phoneId }: { id: string; phoneId: string | null },
  { now, until }: { now: Date; until: Date },
  line: AuditLine,
): Promise<boolean> {
  const claimed = db
    .update(deskResets)
    .set({ claimedUntil: until })
    .where(
      and(
        eq(deskResets.id, id),
        isUnderWay,
        phoneId ? eq(deskResets.phoneId, phoneId) : isNull(deskResets.phoneId),
        gt(deskResets.expiresAt, now),
        isUnclaimed(now),
        isPasswordFree(deskResets.studentId, now),
        isCardInForce,
      ),
    )
    .returning({ id: deskResets.id });
  return recordIfChanged(db, claimed, line);
}

/** Releases the claim so that another attempt can begin, unless a later one has taken it over. */
export async function releaseClaim(tx: Database, id: string, until: Date): Promise<void> {
  await tx
    .update(deskResets)
    .set({ claimedUntil: null })
    .where(and(eq(deskResets.id, id), eq(deskResets.claimedUntil, until)));
}

/**
 * Completes a reset once the directory has the new password, even if the claim lasted too long and another ending was
 * recorded. In one transaction: writes the journal and queues the student's mails, ends their sessions and mailed
 * links, and lifts the block of an account whose holder reported a change. Returns whether that block also said that
 * the account is suspended in the directory.
 */
export async function complete(
  db: Database,
  id: string,
  now: Date,
  changed: ChangedPassword,
  staffUid: string,
): Promise<{ liftsSuspension: boolean }> {
  return db.transaction(async (tx) => {
    // Comes first, as in a report of a change: two transactions that need the same rows then do not deadlock, and the
    // second sees the first.
    await endProofs(tx, changed.uid, now);
    const [completed] = await tx
      .with(...afterPassword(tx, changed, now), liftedBlock(tx, changed.studentId, now, staffUid))
      .update(deskResets)
      .set({ state: "completed", endedAt: now, claimedUntil: null })
      .where(eq(deskResets.id, id))
      .returning({ liftsSuspension: liftedSuspension });
    return completed ?? { liftsSuspension: false };
  });
}

/** Ends a reset in progress, unless its password is on its way to the directory. True when this call ended it. */
export async function end(tx: Database, id: string, state: "cancelled" | "expired", now: Date): Promise<boolean> {
  const rows = await tx
    .update(deskResets)
    .set({ state, endedAt: now })
    .where(and(eq(deskResets.id, id), isUnderWay, isUnclaimed(now)))
    .returning({ id: deskResets.id });
  return rows.length > 0;
}

/**
 * Cancels what this session opened from the page and did not hand over, since the desk has one card at a time. Returns
 * the resets that it cancelled.
 */
export async function cancelOpenedOfPage(tx: Database, sessionId: string, now: Date) {
  return tx
    .update(deskResets)
    .set({ state: "cancelled", endedAt: now })
    .from(students)
    .where(
      and(
        eq(students.id, deskResets.studentId),
        eq(deskResets.sessionId, sessionId),
        eq(deskResets.channel, "page"),
        eq(deskResets.state, "opened"),
      ),
    )
    .returning({ cardNumber: deskResets.cardNumber, identifier: students.identifier });
}

/** Ends the resets whose time is over, each once however many instances look. Returns them with their students. */
export async function expireAll(tx: Database, now: Date) {
  return tx
    .update(deskResets)
    .set({ state: "expired", endedAt: now })
    .from(students)
    .where(and(eq(students.id, deskResets.studentId), isUnderWay, lte(deskResets.expiresAt, now), isUnclaimed(now)))
    .returning({
      cardNumber: deskResets.cardNumber,
      staffUid: deskResets.staffUid,
      identifier: students.identifier,
    });
}
