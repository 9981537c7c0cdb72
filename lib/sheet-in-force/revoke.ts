import "server-only";
import type { Database } from "@/db/client";
import { lockStudent } from "@/lib/student-lock/queries";
import { endActivation, revokeCredential } from "./queries";

/** `none`: there was no sheet to revoke. `in-use`: the password that it opened is on its way to the directory; soon, one knows. */
export type Revocation = "revoked" | "none" | "in-use";

/**
 * Revokes the sheet in force of a student, and ends the first connection that it opened, within the caller's transaction. The student's
 * row is locked meanwhile, so that whoever types the sheet at that instant comes before or after, never between.
 */
export async function revokeSheetInForce(tx: Database, studentId: string, now: Date): Promise<Revocation> {
  await lockStudent(tx, studentId);
  if (!(await endActivation(tx, studentId, now))) return "in-use";
  return (await revokeCredential(tx, studentId, now)) ? "revoked" : "none";
}
