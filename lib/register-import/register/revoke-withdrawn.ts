import "server-only";
import type { Database } from "@/db/client";
import { recordAll } from "@/lib/audit/record";
import { type Actor, by } from "../actor";
import { endFirstConnections } from "./queries";

/**
 * Revokes the sheets of those of these people who have withdrawn, and ends the first connections that they began, in
 * the caller's transaction. Each sheet gets a line in the journal.
 */
export async function revokeWithdrawn(
  tx: Database,
  ids: readonly string[],
  { now, reason, actor }: { now: Date; reason: "enrolment-cancelled" | "departed"; actor: Actor },
): Promise<void> {
  const revoked = await endFirstConnections(tx, ids, now);
  const line = { at: now, kind: "sheet.revoke", outcome: "succeeded", reason } as const;
  await recordAll(
    tx,
    revoked.map((subject) => by(actor, { ...line, subject })),
  );
}
