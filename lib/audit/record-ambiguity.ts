import "server-only";
import type { Database } from "@/db/client";
import { isAmbiguous } from "@/lib/errors";
import { type AuditLine, record } from "./record";

/**
 * Asks the directory who somebody is. Where two entries claim to be, the journal is told before the error goes its way: until somebody
 * in IT takes one of them away, nobody can help this person.
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
