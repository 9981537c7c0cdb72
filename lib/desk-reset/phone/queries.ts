import "server-only";
import { and, desc, eq, gt, isNull, lte, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import { deskPhones, deskResets, students } from "@/db/schema";

const reset = {
  id: deskResets.id,
  sessionId: deskResets.sessionId,
  staffUid: deskResets.staffUid,
  cardNumber: deskResets.cardNumber,
  channel: deskResets.channel,
  state: deskResets.state,
  expiresAt: deskResets.expiresAt,
  claimedUntil: deskResets.claimedUntil,
  phoneId: deskResets.phoneId,
};

function selectPhones(db: Database) {
  return db
    .select({
      id: deskPhones.id,
      deviceHash: deskPhones.deviceHash,
      provenAt: deskPhones.provenAt,
      wrongTries: deskPhones.wrongTries,
      ending: deskPhones.ending,
      reset,
      student: { identifier: students.identifier, givenName: students.givenName },
    })
    .from(deskPhones)
    .innerJoin(deskResets, eq(deskResets.id, deskPhones.resetId))
    .innerJoin(students, eq(students.id, deskResets.studentId));
}

export type Phone = Awaited<ReturnType<typeof selectPhones>>[number];

/** Returns the code with this token, and its reset; null for an unknown token. */
export async function findPhone(db: Database, tokenHash: string): Promise<Phone | null> {
  const [row] = await selectPhones(db).where(eq(deskPhones.tokenHash, tokenHash));
  return row ?? null;
}

/**
 * Returns the code with this token and locks its reset until the transaction ends, so that devices, tries, the desk and
 * the password are handled one after the other.
 */
export async function lockPhone(tx: Database, tokenHash: string): Promise<Phone | null> {
  const found = await findPhone(tx, tokenHash);
  if (!found) return null;
  await tx.select({ id: deskResets.id }).from(deskResets).where(eq(deskResets.id, found.reset.id)).for("update");
  return findPhone(tx, tokenHash);
}

/** Returns the last code that handed a reset over to a phone. */
export async function findLastPhone(db: Database, resetId: string): Promise<Phone | null> {
  const [row] = await selectPhones(db)
    .where(eq(deskPhones.resetId, resetId))
    .orderBy(desc(deskPhones.startedAt))
    .limit(1);
  return row ?? null;
}

/** Inserts the code of a reset handed over in the same transaction: from then on, only the phone completes it. */
export async function insertPhone(
  tx: Database,
  phone: Pick<typeof deskPhones.$inferInsert, "id" | "resetId" | "tokenHash" | "startedAt">,
): Promise<void> {
  await tx.insert(deskPhones).values(phone);
  await tx.update(deskResets).set({ phoneId: phone.id }).where(eq(deskResets.id, phone.resetId));
}

/** Call it within a transaction that holds `lockPhone`, like the two functions below. */
export async function markOpened(tx: Database, id: string, deviceHash: string, now: Date): Promise<void> {
  await tx.update(deskPhones).set({ deviceHash, openedAt: now }).where(eq(deskPhones.id, id));
}

export async function markProven(tx: Database, id: string, now: Date): Promise<void> {
  await tx.update(deskPhones).set({ provenAt: now }).where(eq(deskPhones.id, id));
}

export async function countWrongTry(tx: Database, id: string, wrongTries: number): Promise<void> {
  await tx.update(deskPhones).set({ wrongTries }).where(eq(deskPhones.id, id));
}

/**
 * Takes a reset back from a phone, so that staff choose again how the password is typed. Does nothing when the password
 * is on its way to the directory. Returns true when this call took it back.
 */
export async function takeFromPhone(
  tx: Database,
  { id, resetId }: { id: string; resetId: string },
  { ending, wrongTries }: Required<Pick<typeof deskPhones.$inferInsert, "ending" | "wrongTries">>,
  now: Date,
): Promise<boolean> {
  const taken = await tx
    .update(deskResets)
    .set({ state: "opened", phoneId: null })
    .where(
      and(
        eq(deskResets.id, resetId),
        eq(deskResets.state, "handed-over"),
        eq(deskResets.phoneId, id),
        gt(deskResets.expiresAt, now),
        or(isNull(deskResets.claimedUntil), lte(deskResets.claimedUntil, now)),
      ),
    )
    .returning({ id: deskResets.id });
  if (taken.length === 0) return false;
  await tx.update(deskPhones).set({ ending, wrongTries, endedAt: now }).where(eq(deskPhones.id, id));
  return true;
}
