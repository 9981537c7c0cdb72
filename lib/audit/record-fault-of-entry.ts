import "server-only";
import type { Database } from "@/db/client";
import { faultOfEntry } from "@/lib/errors";
import { type AuditLine, record } from "./record";

/**
 * Runs a directory search for a person. When it finds two entries, or one that cannot be used, records that in the
 * journal before it throws the error: nobody can help this person until IT has corrected them.
 */
export async function recordFaultOfEntry<T>(
  db: Database,
  line: Omit<AuditLine, "outcome" | "reason">,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const reason = faultOfEntry(error);
    if (reason) await record(db, { ...line, outcome: "refused", reason });
    throw error;
  }
}
