import "server-only";
import type { Database } from "@/db/client";
import { isAmbiguous } from "@/lib/errors";
import { type AuditLine, record } from "./record";

/**
 * Runs a directory search for a person. When it finds two entries, records that in the journal before it throws the
 * error: nobody can help this person until IT removes one of them.
 */
export async function recordAmbiguity<T>(
  db: Database,
  line: Omit<AuditLine, "outcome" | "reason">,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (isAmbiguous(error)) await record(db, { ...line, outcome: "refused", reason: "ambiguous-entry" });
    throw error;
  }
}
