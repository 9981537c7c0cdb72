import "server-only";
import type { Database } from "@/db/client";
import { latestAcceptance } from "./accept";
import { charterInForceIfAny } from "./in-force";
import { selectIsBound } from "./queries";

export interface CharterStatus {
  /** True when the student has nothing to accept: see `isBound`. */
  accepted: boolean;
  /** The version in force. */
  version: number;
  /** The last accepted; older than `version` and still valid when only editorial versions followed. */
  acceptedVersion: number | null;
}

/** True when this student accepted the last major version or a later one, or when none was ever published. */
export function isBound(db: Database, now: Date, studentId: string): Promise<boolean> {
  return selectIsBound(db, now, studentId);
}

/** Returns whether a student is bound by the charter in force at `now`; null when none is in force. */
export async function charterStatus(db: Database, now: Date, studentId: string): Promise<CharterStatus | null> {
  const [inForce, latest, accepted] = await Promise.all([
    charterInForceIfAny(db, now, "fr", { studentId }),
    latestAcceptance(db, studentId),
    selectIsBound(db, now, studentId),
  ]);
  return inForce && { accepted, version: inForce.version, acceptedVersion: latest?.version ?? null };
}
