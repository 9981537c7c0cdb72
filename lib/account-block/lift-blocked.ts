import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/record";
import { isStaffToo } from "@/lib/directory/affiliations";
import { recordingFailure } from "@/lib/directory-change/recording-failure";
import type { Services } from "@/lib/services";
import { findBlocked } from "./find-blocked";
import { lift } from "./queries";
import type { SuspendBlocked } from "./suspend-blocked";

/** `desk-lifts-it`: the account's holder is not a colleague, and a desk lifts the block with the card. */
export type LiftRefusal = "not-blocked" | "no-entry" | "desk-lifts-it";

/**
 * Lifts, for IT, the block of an account that no desk may touch, since its holder is also a colleague (decision 31).
 * Restores the account in the directory if it was suspended for the report. The directory comes first: wherever this
 * stops, doing the same again completes it. Throws `Unavailable`.
 */
export async function liftBlocked(
  services: Services,
  { visitor, caller, student }: SuspendBlocked,
): Promise<{ ok: true } | { ok: false; reason: LiftRefusal }> {
  const { db, clock, directory } = services;
  const about = { kind: "account-block.lift", actor: visitor, subject: student.identifier, caller } as const;
  const refuse = async (reason: LiftRefusal) => {
    await record(db, { ...about, at: clock.now(), outcome: "refused", reason });
    return { ok: false, reason } as const;
  };
  const found = await findBlocked(services, student);
  if (!found.ok) return refuse(found.reason);
  const { block, person } = found;
  if (!isStaffToo(person)) return refuse("desk-lifts-it");
  const line = { ...about, operationId: randomUUID() };
  await record(db, { ...line, at: clock.now(), outcome: "begun" });
  if (block.suspendedAt && person.state === "suspended") {
    await recordingFailure(services, line, () => directory.activate(person));
  }
  const isLifted = await db.transaction(async (tx) => {
    const at = clock.now();
    const lifted = await lift(tx, block.id, at, visitor.uid);
    const outcome = lifted ? "succeeded" : "refused";
    await record(tx, { ...line, at, outcome, reason: lifted ? null : "not-blocked" });
    return lifted;
  });
  return isLifted ? { ok: true } : { ok: false, reason: "not-blocked" };
}
