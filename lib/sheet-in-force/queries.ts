import "server-only";
import { and, eq, isNull, lte, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import { activations, provisionalCredentials as credentials, students } from "@/db/schema";

const isInForce = (studentId: string) =>
  and(eq(credentials.studentId, studentId), isNull(credentials.spentAt), isNull(credentials.revokedAt));
const isUnderWay = (studentId: string) =>
  and(eq(activations.studentId, studentId), isNull(activations.completedAt), isNull(activations.endedAt));

/** Ends the first connection in progress. Returns false when its password is on its way to the directory. */
export async function endActivation(tx: Database, studentId: string, now: Date): Promise<boolean> {
  const isUnclaimed = or(isNull(activations.claimedUntil), lte(activations.claimedUntil, now));
  await tx
    .update(activations)
    .set({ endedAt: now })
    .where(and(isUnderWay(studentId), isUnclaimed));
  const left = await tx.select({ id: activations.id }).from(activations).where(isUnderWay(studentId));
  return left.length === 0;
}

/** Revokes the sheet in force. Returns false when there is none. */
export async function revokeCredential(tx: Database, studentId: string, now: Date): Promise<boolean> {
  const revoked = await tx
    .update(credentials)
    .set({ revokedAt: now })
    .where(isInForce(studentId))
    .returning({ id: credentials.id });
  return revoked.length > 0;
}

/** Gives the sheet in force a new end. Returns false when there is none. */
export async function prolongCredential(tx: Database, studentId: string, expiresAt: Date): Promise<boolean> {
  const prolonged = await tx
    .update(credentials)
    .set({ expiresAt })
    .where(isInForce(studentId))
    .returning({ id: credentials.id });
  return prolonged.length > 0;
}

/** Returns what the register says about a waiting person; `sheetExpiresAt` is null without a sheet in force. */
export async function findWaiting(db: Database, studentId: string) {
  const [found] = await db
    .select({
      enrolledOn: students.enrolledOn,
      withdrawnAt: students.withdrawnAt,
      sheetExpiresAt: credentials.expiresAt,
    })
    .from(students)
    .leftJoin(credentials, isInForce(studentId))
    .where(eq(students.id, studentId));
  if (!found) throw new Error("no student has this id");
  return found;
}
