import "server-only";
import { and, eq, gt, isNotNull, isNull, lt, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { recoveryAddresses as addresses, addressConfirmations as confirmations, students } from "@/db/schema";

const maxWrongTries = 5;

const isPending = and(isNull(addresses.confirmedAt), isNull(addresses.withdrawnAt));
/** The SQL condition of the address in use: confirmed, and not withdrawn. */
export const isConfirmed = and(isNotNull(addresses.confirmedAt), isNull(addresses.withdrawnAt));
const isLatest = and(isNull(confirmations.usedAt), isNull(confirmations.replacedAt));
const isLive = (now: Date) =>
  and(isLatest, gt(confirmations.expiresAt, now), lt(confirmations.wrongTries, maxWrongTries));

const former = alias(addresses, "former");

/**
 * The SQL condition of an address that was given after the account was opened, while another confirmed one was in use.
 * The query must join the address's student.
 */
export const tookOver = sql<boolean>`${addresses.givenAt} > ${students.activatedAt} and exists (
  select from ${addresses} as ${former}
  where ${and(eq(former.studentId, students.id), isNotNull(former.confirmedAt), gt(former.withdrawnAt, addresses.givenAt))})`;

export async function findStudent(db: Database, studentId: string) {
  const [row] = await db
    .select({
      id: students.id,
      population: students.population,
      identifier: students.identifier,
      mail: students.mail,
      givenName: students.givenName,
      activatedAt: students.activatedAt,
    })
    .from(students)
    .where(eq(students.id, studentId));
  return row ?? null;
}

export async function findPendingAddress(db: Database, studentId: string) {
  const [row] = await db
    .select({ id: addresses.id, email: addresses.email })
    .from(addresses)
    .where(and(eq(addresses.studentId, studentId), isPending));
  return row ?? null;
}

export async function findConfirmedAddress(db: Database, studentId: string) {
  const [row] = await db
    .select({ id: addresses.id, email: addresses.email, confirmedAt: addresses.confirmedAt, tookOver })
    .from(addresses)
    .innerJoin(students, eq(students.id, addresses.studentId))
    .where(and(eq(addresses.studentId, studentId), isConfirmed));
  return row ?? null;
}

/** Returns the last message sent to a pending address, which may be too old or tried too often to be used. */
export async function findLastConfirmation(db: Database, addressId: string, now: Date) {
  const [row] = await db
    .select({
      sentAt: confirmations.sentAt,
      expiresAt: confirmations.expiresAt,
      isLive: sql<boolean>`${isLive(now)}`,
    })
    .from(confirmations)
    .where(and(eq(confirmations.addressId, addressId), isLatest));
  return row ?? null;
}

export async function insertAddress(tx: Database, address: { studentId: string; email: string; givenAt: Date }) {
  const [row] = await tx.insert(addresses).values(address).returning({ id: addresses.id });
  if (!row) throw new Error("an inserted address has an identifier");
  return row.id;
}

/** Withdraws the pending address, when the student gives another one before confirming it. */
export async function withdrawPending(tx: Database, studentId: string, now: Date): Promise<void> {
  await tx
    .update(addresses)
    .set({ withdrawnAt: now })
    .where(and(eq(addresses.studentId, studentId), isPending));
}

/** Withdraws every address: a restarted first connection inherits none that another browser gave or confirmed. */
export async function withdrawAll(tx: Database, studentId: string, now: Date): Promise<void> {
  await tx
    .update(addresses)
    .set({ withdrawnAt: now })
    .where(and(eq(addresses.studentId, studentId), isNull(addresses.withdrawnAt)));
}

export async function replaceConfirmation(
  tx: Database,
  confirmation: { addressId: string; codeHash: string; tokenHash: string; sentAt: Date; expiresAt: Date },
): Promise<void> {
  await tx
    .update(confirmations)
    .set({ replacedAt: confirmation.sentAt })
    .where(and(eq(confirmations.addressId, confirmation.addressId), isLatest));
  await tx.insert(confirmations).values(confirmation);
}

/** Tries a code and counts a wrong one in one statement: of a thousand concurrent guesses, five are compared. */
export async function tryCode(db: Database, addressId: string, codeHash: string, now: Date) {
  const isRight = sql<boolean>`${confirmations.codeHash} = ${codeHash}`;
  const [row] = await db
    .update(confirmations)
    .set({ wrongTries: sql`${confirmations.wrongTries} + case when ${isRight} then 0 else 1 end` })
    .where(and(eq(confirmations.addressId, addressId), isLive(now)))
    .returning({ id: confirmations.id, isRight });
  return row ?? null;
}

/** True when this code confirmed the address: the second click of a double click finds it so. */
export async function wasConfirmedBy(db: Database, addressId: string, codeHash: string): Promise<boolean> {
  const rows = await db
    .select({ id: confirmations.id })
    .from(confirmations)
    .where(
      and(
        eq(confirmations.addressId, addressId),
        eq(confirmations.codeHash, codeHash),
        isNotNull(confirmations.usedAt),
      ),
    );
  return rows.length > 0;
}

/** Returns the message of a mailed link, whatever its state. */
export async function findByLink(db: Database, tokenHash: string, now: Date) {
  const [row] = await db
    .select({
      id: confirmations.id,
      expiresAt: confirmations.expiresAt,
      isLive: sql<boolean>`${isLive(now)} and ${isPending}`,
      isConfirmed: sql<boolean>`${confirmations.usedAt} is not null and ${isConfirmed}`,
      addressId: addresses.id,
      email: addresses.email,
      studentId: addresses.studentId,
    })
    .from(confirmations)
    .innerJoin(addresses, eq(addresses.id, confirmations.addressId))
    .where(eq(confirmations.tokenHash, tokenHash));
  return row ?? null;
}

/** An address that is, or was, a student's recovery address. */
export interface KnownAddress {
  id: string;
  email: string;
  confirmedAt: Date | null;
}

/**
 * Makes the address the student's recovery address and withdraws the former one, which it returns so that it can be
 * informed. Returns null, and changes nothing, when the message was used or replaced meanwhile, or the address
 * withdrawn.
 */
export async function confirmAddress(
  tx: Database,
  { confirmationId, addressId, studentId }: { confirmationId: string; addressId: string; studentId: string },
  now: Date,
): Promise<{ former: KnownAddress | null } | null> {
  const used = await tx
    .update(confirmations)
    .set({ usedAt: now })
    .where(
      and(
        eq(confirmations.id, confirmationId),
        isLatest,
        sql`exists (select 1 from ${addresses} where ${addresses.id} = ${addressId} and ${isPending})`,
      ),
    )
    .returning({ id: confirmations.id });
  if (used.length === 0) return null;
  const [former] = await tx
    .update(addresses)
    .set({ withdrawnAt: now })
    .where(and(eq(addresses.studentId, studentId), ne(addresses.id, addressId), isConfirmed))
    .returning({ id: addresses.id, email: addresses.email, confirmedAt: addresses.confirmedAt });
  await tx.update(addresses).set({ confirmedAt: now }).where(eq(addresses.id, addressId));
  return { former: former ?? null };
}
