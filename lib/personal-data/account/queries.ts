import "server-only";
import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  accountClosings,
  activations,
  addressConfirmations,
  cards,
  charterDelays,
  enrolments,
  recoveryAddresses,
  provisionalCredentials as sheets,
} from "@/db/schema";

/** Returns what refers to a person's row in the register: studies, first connection, addresses, account state. */
export async function selectAccount(db: Database, studentId: string) {
  const [studies, ofCards, ofSheets, firstConnections, addresses, confirmations, delay, closing] = await Promise.all([
    selectEnrolments(db, studentId),
    selectCards(db, studentId),
    selectSheets(db, studentId),
    selectFirstConnections(db, studentId),
    selectAddresses(db, studentId),
    selectConfirmations(db, studentId),
    selectDelay(db, studentId),
    selectClosing(db, studentId),
  ]);
  return {
    enrolments: studies,
    cards: ofCards,
    sheets: ofSheets,
    firstConnections,
    recoveryAddresses: addresses,
    addressConfirmations: confirmations,
    charterDelay: delay,
    accountClosing: closing,
  };
}

async function selectEnrolments(db: Database, studentId: string) {
  const rows = await db
    .select()
    .from(enrolments)
    .where(eq(enrolments.studentId, studentId))
    .orderBy(asc(enrolments.year), asc(enrolments.stageCode));
  return rows.map(({ id: _, studentId: __, ...enrolment }) => enrolment);
}

async function selectCards(db: Database, studentId: string) {
  const { number, validUntil, state } = cards;
  return db
    .select({ number, validUntil, state })
    .from(cards)
    .where(eq(cards.studentId, studentId))
    .orderBy(asc(cards.number));
}

/** When each sheet was printed, and how it ended; not the hash of its password. */
async function selectSheets(db: Database, studentId: string) {
  const { issuedAt, expiresAt, spentAt, revokedAt } = sheets;
  return db
    .select({ issuedAt, expiresAt, spentAt, revokedAt })
    .from(sheets)
    .where(eq(sheets.studentId, studentId))
    .orderBy(asc(sheets.issuedAt));
}

/** How far each went. What was typed is among the addresses and the acceptances. */
async function selectFirstConnections(db: Database, studentId: string) {
  const { startedAt, lastSeenAt, writtenAt, completedAt, endedAt } = activations;
  return db
    .select({ startedAt, lastSeenAt, writtenAt, completedAt, endedAt })
    .from(activations)
    .where(eq(activations.studentId, studentId))
    .orderBy(asc(activations.startedAt));
}

async function selectAddresses(db: Database, studentId: string) {
  const { email, givenAt, confirmedAt, withdrawnAt } = recoveryAddresses;
  return db
    .select({ email, givenAt, confirmedAt, withdrawnAt })
    .from(recoveryAddresses)
    .where(eq(recoveryAddresses.studentId, studentId))
    .orderBy(asc(recoveryAddresses.givenAt));
}

/** The messages that asked to confirm an address, without their codes. */
async function selectConfirmations(db: Database, studentId: string) {
  const { sentAt, expiresAt, wrongTries, usedAt, replacedAt } = addressConfirmations;
  return db
    .select({ email: recoveryAddresses.email, sentAt, expiresAt, wrongTries, usedAt, replacedAt })
    .from(addressConfirmations)
    .innerJoin(recoveryAddresses, eq(recoveryAddresses.id, addressConfirmations.addressId))
    .where(eq(recoveryAddresses.studentId, studentId))
    .orderBy(asc(sentAt));
}

/** The charter that was not accepted in time, and since when the directory says so; null otherwise. */
async function selectDelay(db: Database, studentId: string) {
  const { version, subState, begunAt, toldAt } = charterDelays;
  const [row] = await db
    .select({ version, subState, begunAt, toldAt })
    .from(charterDelays)
    .where(eq(charterDelays.studentId, studentId));
  return row ?? null;
}

/** When the register no longer counts them: since when their account is closed, and the next look; null otherwise. */
async function selectClosing(db: Database, studentId: string) {
  const { closedSince, lookedAt, nextLookAt } = accountClosings;
  const [row] = await db
    .select({ closedSince, lookedAt, nextLookAt })
    .from(accountClosings)
    .where(eq(accountClosings.studentId, studentId));
  return row ?? null;
}
