import "server-only";
import type { Database } from "@/db/client";
import { latestAcceptance } from "./accept";
import { charterInForce } from "./in-force";
import { selectIsBound } from "./queries";

export interface CharterStatus {
  /** True when the student accepted the last major version, or any since: nothing is asked of them. */
  accepted: boolean;
  /** In force. */
  version: number;
  /** Accepted last; older than `version` and still good when what came after it is editorial. */
  acceptedVersion: number | null;
}

/** Whether nothing is asked of this student: they accepted the last major version or any since, or none was ever published. */
export function isBound(db: Database, now: Date, studentId: string): Promise<boolean> {
  return selectIsBound(db, now, studentId);
}

/** Whether a student is bound by the charter in force at `now`. Throws as `charterInForce` does. */
export async function charterStatus(db: Database, now: Date, studentId: string): Promise<CharterStatus> {
  const [inForce, latest, accepted] = await Promise.all([
    charterInForce(db, now, "fr", { studentId }),
    latestAcceptance(db, studentId),
    selectIsBound(db, now, studentId),
  ]);
  return { accepted, version: inForce.version, acceptedVersion: latest?.version ?? null };
}
