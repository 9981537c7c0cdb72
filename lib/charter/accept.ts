import "server-only";
import type { Database } from "@/db/client";
import { type Acceptance, insertAcceptance, selectAcceptancesOf, selectLatestAcceptance } from "./queries";

export type AcceptanceOutcome = { ok: true; id: string } | { ok: false; reason: "charter-replaced" };

/**
 * Records who accepted which text, in which language, when and from where, within the caller's transaction when given
 * one. Refused when another version is in force at that instant.
 */
export async function recordAcceptance(db: Database, acceptance: Acceptance): Promise<AcceptanceOutcome> {
  const accepted = await insertAcceptance(db, acceptance);
  return accepted ? { ok: true, ...accepted } : { ok: false, reason: "charter-replaced" };
}

/** Returns this student's last acceptance, or null. It may be of a version that a newer one has replaced. */
export async function latestAcceptance(
  db: Database,
  studentId: string,
): Promise<{ version: number; acceptedAt: Date } | null> {
  return (await selectLatestAcceptance(db, studentId)) ?? null;
}

/** Returns all acceptances of this student, newest first. */
export function acceptancesOf(db: Database, studentId: string) {
  return selectAcceptancesOf(db, { studentId });
}
