import "server-only";
import type { Database } from "@/db/client";
import { lockStudent } from "@/lib/student-lock/queries";
import { endActivation, revokeCredential } from "./queries";

/** `none`: there was no sheet to revoke. `in-use`: its password is on its way to the directory; try again soon. */
export type Revocation = "revoked" | "none" | "in-use";

/**
 * Revokes a student's sheet in force, and ends the first connection that it opened, within the caller's transaction.
 * Locks the student's row, so that a sheet typed at that moment comes before or after, never in between.
 */
export async function revokeSheetInForce(tx: Database, studentId: string, now: Date): Promise<Revocation> {
  await lockStudent(tx, studentId);
  if (!(await endActivation(tx, studentId, now))) return "in-use";
  return (await revokeCredential(tx, studentId, now)) ? "revoked" : "none";
}
