import "server-only";
import { and, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  activations,
  recoveryAddresses as addresses,
  cards,
  addressConfirmations as confirmations,
  provisionalCredentials as credentials,
  students,
} from "@/db/schema";
import { endedSessions } from "@/lib/session/queries";

const isLiveCredential = and(isNull(credentials.spentAt), isNull(credentials.revokedAt));
const isUnderWay = and(isNull(activations.completedAt), isNull(activations.endedAt));
const isUnclaimed = (now: Date) => or(isNull(activations.claimedUntil), lte(activations.claimedUntil, now));

/** Returns the student with this identifier, and the sheet in force if any; null for an unknown identifier. */
export async function findSheet(db: Database, identifier: string) {
  const [row] = await db
    .select({
      studentId: students.id,
      population: students.population,
      identifier: students.identifier,
      givenName: students.givenName,
      familyName: students.familyName,
      componentName: students.componentName,
      componentCode: students.componentCode,
      enrolledOn: students.enrolledOn,
      activatedAt: students.activatedAt,
      credentialId: credentials.id,
      secretHash: credentials.secretHash,
      expiresAt: credentials.expiresAt,
    })
    .from(students)
    .leftJoin(credentials, and(eq(credentials.studentId, students.id), isLiveCredential))
    .where(eq(students.identifier, identifier));
  return row ?? null;
}

/** True while the sheet is neither spent nor revoked. Call it within a transaction that holds `lockStudent`. */
export async function isSheetInForce(tx: Database, credentialId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: credentials.id })
    .from(credentials)
    .where(and(eq(credentials.id, credentialId), isLiveCredential));
  return rows.length > 0;
}

export async function insertActivation(
  tx: Database,
  activation: { studentId: string; credentialId: string; tokenHash: string; startedAt: Date },
): Promise<void> {
  await tx.insert(activations).values({ ...activation, lastSeenAt: activation.startedAt });
}

function selectActivation(db: Database) {
  return db
    .select({
      id: activations.id,
      credentialId: activations.credentialId,
      studentId: students.id,
      population: students.population,
      identifier: students.identifier,
      mail: students.mail,
      givenName: students.givenName,
      familyName: students.familyName,
      birthDate: students.birthDate,
      componentName: students.componentName,
      stages: students.stages,
      recoveryAddressId: activations.recoveryAddressId,
      recoveryConfirmedAt: addresses.confirmedAt,
      charterAcceptanceId: activations.charterAcceptanceId,
      completedAt: activations.completedAt,
      lastSeenAt: activations.lastSeenAt,
      /** The expiry of the last message to an unconfirmed address. */
      messageExpiresAt: confirmations.expiresAt,
    })
    .from(activations)
    .innerJoin(students, eq(students.id, activations.studentId))
    .innerJoin(credentials, eq(credentials.id, activations.credentialId))
    .leftJoin(addresses, eq(addresses.id, activations.recoveryAddressId))
    .leftJoin(
      confirmations,
      and(
        eq(confirmations.addressId, activations.recoveryAddressId),
        isNull(confirmations.usedAt),
        isNull(confirmations.replacedAt),
      ),
    );
}

export type ActivationRow = Awaited<ReturnType<typeof selectActivation>>[number];

/** Returns a browser's first connection: in progress, however long idle, or completed after `readableSince`. */
export async function findByToken(db: Database, tokenHash: string, readableSince: Date): Promise<ActivationRow | null> {
  const isAlive = and(isUnderWay, isLiveCredential);
  const [row] = await selectActivation(db).where(
    and(eq(activations.tokenHash, tokenHash), or(isAlive, gt(activations.completedAt, readableSince))),
  );
  return row ?? null;
}

/** Returns this first connection; null once another browser typed the sheet again, or the sheet was revoked. */
export async function findById(db: Database, activationId: string): Promise<ActivationRow | null> {
  const isAlive = and(isUnderWay, isLiveCredential);
  const [row] = await selectActivation(db).where(
    and(eq(activations.id, activationId), or(isAlive, isNotNull(activations.completedAt))),
  );
  return row ?? null;
}

export async function touch(db: Database, activationId: string, now: Date): Promise<void> {
  await db
    .update(activations)
    .set({ lastSeenAt: now })
    .where(and(eq(activations.id, activationId), isUnderWay));
}

export async function attachAddress(tx: Database, activationId: string, recoveryAddressId: string): Promise<void> {
  await tx.update(activations).set({ recoveryAddressId }).where(eq(activations.id, activationId));
}

export async function attachAcceptance(tx: Database, activationId: string, charterAcceptanceId: string): Promise<void> {
  await tx.update(activations).set({ charterAcceptanceId }).where(eq(activations.id, activationId));
}

export async function findCardNumbers(db: Database, studentId: string): Promise<string[]> {
  const rows = await db.select({ number: cards.number }).from(cards).where(eq(cards.studentId, studentId));
  return rows.map(({ number }) => number);
}

/** Returns the bcrypt hash of a sheet's provisional password. */
export async function findSheetHash(db: Database, credentialId: string): Promise<string | null> {
  const [row] = await db
    .select({ secretHash: credentials.secretHash })
    .from(credentials)
    .where(eq(credentials.id, credentialId));
  return row?.secretHash ?? null;
}

/** Records that the directory took a password of this first connection. */
export async function markWritten(db: Database, activationId: string, now: Date): Promise<void> {
  await db.update(activations).set({ writtenAt: now }).where(eq(activations.id, activationId));
}

/** True when the directory took a password of any first connection of this sheet, current or earlier. */
export async function wasWritten(db: Database, credentialId: string): Promise<boolean> {
  const rows = await db
    .select({ id: activations.id })
    .from(activations)
    .where(and(eq(activations.credentialId, credentialId), isNotNull(activations.writtenAt)))
    .limit(1);
  return rows.length > 0;
}

/** Claims the first connection for one password on its way to the directory: a second click or window must wait. */
export async function claim(
  db: Database,
  { activationId, isConfirmationDue }: { activationId: string; isConfirmationDue: boolean },
  now: Date,
  until: Date,
): Promise<boolean> {
  const confirmed = db.select({ id: addresses.id }).from(addresses).where(isNotNull(addresses.confirmedAt));
  const rows = await db
    .update(activations)
    .set({ claimedUntil: until })
    .where(
      and(
        eq(activations.id, activationId),
        isUnderWay,
        isUnclaimed(now),
        isNotNull(activations.recoveryAddressId),
        isConfirmationDue ? inArray(activations.recoveryAddressId, confirmed) : undefined,
        isNotNull(activations.charterAcceptanceId),
        sql`exists (select 1 from ${credentials} where ${credentials.id} = ${activations.credentialId} and ${isLiveCredential})`,
      ),
    )
    .returning({ id: activations.id });
  return rows.length > 0;
}

const isClaimOf = (activationId: string, until: Date) =>
  and(eq(activations.id, activationId), isUnderWay, eq(activations.claimedUntil, until));

export async function releaseClaim(tx: Database, activationId: string, until: Date): Promise<void> {
  await tx.update(activations).set({ claimedUntil: null }).where(isClaimOf(activationId, until));
}

/**
 * Marks the account open, spends its sheet and ends its sessions. Call it in a transaction that has called `endProofs`.
 * Returns false, and changes nothing, when the claim lasted too long and was lost.
 */
export async function complete(
  tx: Database,
  { activationId, uid, until }: { activationId: string; uid: string; until: Date },
  now: Date,
): Promise<boolean> {
  const rows = await tx
    .update(activations)
    .set({ completedAt: now, claimedUntil: null })
    .where(isClaimOf(activationId, until))
    .returning({ studentId: activations.studentId });
  const studentId = rows[0]?.studentId;
  if (!studentId) return false;
  await tx
    .with(endedSessions(tx, uid, now))
    .update(credentials)
    .set({ spentAt: now })
    .where(and(eq(credentials.studentId, studentId), isLiveCredential));
  await tx.update(students).set({ activatedAt: now }).where(eq(students.id, studentId));
  return true;
}
