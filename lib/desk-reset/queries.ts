import "server-only";
import { and, desc, eq, gt, inArray, isNull, lte, ne, or, sql } from "drizzle-orm";
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
/** Whoever declares the card lost ends by it what no password was begun for. */
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

/** The card of this number and the student who holds it; null for a number that none holds. */
export async function findCard(db: Database, number: string) {
  const [row] = await cardByNumber(db, { number });
  return row ?? null;
}

export type Card = NonNullable<Awaited<ReturnType<typeof findCard>>>;

/** That nobody holds a card of this number, for a statement that must know it at its own instant. */
export function isUnheld(number: string) {
  return sql<boolean>`not exists (select from ${cards} where ${eq(cards.number, number)})`;
}

export type NewReset = Omit<typeof deskResets.$inferInsert, "state">;

/** Opens a reset and says so in the journal, in one statement. */
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

/** A reset that this session opened; null for one of another session, as for one that never was. */
export async function findReset(db: Database, id: string, sessionId: string): Promise<Reset | null> {
  const [row] = await resetOfSession(db, { id, sessionId });
  return row ?? null;
}

/** The reset of this session whose screen is a student's; else the last one that it opened from the page. */
export async function findLastOfPage(db: Database, sessionId: string): Promise<Reset | null> {
  const [row] = await selectResets(db)
    .where(and(eq(deskResets.sessionId, sessionId), eq(deskResets.channel, "page")))
    // Two windows at once may leave two cards on the desk, and the one that was opened first be handed over.
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
 * Hands the reset over, to the screen or to a phone, once: of a double click one finds it already done, and of two windows the one whose
 * other card is handed over already. Within a transaction that holds `lockSession`.
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
 * Claims a reset for the password that is about to go to the directory, and says in the journal that it begins, in one statement. One
 * at a time: it keeps apart a double click, the same reset completed from two windows, the desk from the phone that the reset was taken
 * back from, and a password that comes by a mailed link or from « Mon compte ».
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

/** Lets another attempt in, unless a later one has taken the claim over. */
export async function releaseClaim(tx: Database, id: string, until: Date): Promise<void> {
  await tx
    .update(deskResets)
    .set({ claimedUntil: null })
    .where(and(eq(deskResets.id, id), eq(deskResets.claimedUntil, until)));
}

/**
 * The directory holds the new password: that is how the reset ended, even when the claim lasted too long and something else was
 * written. The journal and the student are told, their sessions and mailed links ended, and the block of an account whose holder
 * reported a change lifted, all at once. Answers whether that block said that the directory is shut too.
 */
export async function complete(
  db: Database,
  id: string,
  now: Date,
  changed: ChangedPassword,
  staffUid: string,
): Promise<{ liftsSuspension: boolean }> {
  return db.transaction(async (tx) => {
    // First, as whoever reports a change does: of two that want the same rows, neither waits for the other, and the second sees the first.
    await endProofs(tx, changed.uid, now);
    const [completed] = await tx
      .with(...afterPassword(tx, changed, now), liftedBlock(tx, changed.studentId, now, staffUid))
      .update(deskResets)
      .set({ state: "completed", endedAt: now, claimedUntil: null })
      .where(and(eq(deskResets.id, id), ne(deskResets.state, "completed")))
      .returning({ liftsSuspension: liftedSuspension });
    return completed ?? { liftsSuspension: false };
  });
}

/** Ends a reset that is under way, unless its password is on its way to the directory; answers whether it is this call that ended it. */
export async function end(tx: Database, id: string, state: "cancelled" | "expired", now: Date): Promise<boolean> {
  const rows = await tx
    .update(deskResets)
    .set({ state, endedAt: now })
    .where(and(eq(deskResets.id, id), isUnderWay, isUnclaimed(now)))
    .returning({ id: deskResets.id });
  return rows.length > 0;
}

/** Ends what this session had opened from the page and not handed over, there being one card on the desk; answers what that was. */
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

/** Resets whose time is over and that nobody came back to, with whom they were of. Each is ended by one instance, however many look. */
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
