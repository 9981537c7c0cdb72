import "server-only";
import type { Database } from "@/db/client";
import { latestAcceptance } from "./accept";
import { charterInForce } from "./in-force";

export interface CharterStatus {
  /** True when the version in force is the one that the student accepted last. */
  accepted: boolean;
  /** In force. */
  version: number;
  acceptedVersion: number | null;
}

/** Whether a student is bound by the charter in force at `now`. Throws as `charterInForce` does. */
export async function charterStatus(db: Database, now: Date, studentId: string): Promise<CharterStatus> {
  const [inForce, latest] = await Promise.all([charterInForce(db, now, "fr"), latestAcceptance(db, studentId)]);
  const acceptedVersion = latest?.version ?? null;
  return { accepted: acceptedVersion === inForce.version, version: inForce.version, acceptedVersion };
}
