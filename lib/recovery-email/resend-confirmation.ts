import "server-only";
import { record } from "@/lib/audit/record";
import type { Services } from "@/lib/services";
import { lockStudent } from "@/lib/student-lock/queries";
import { countRecoveryMail } from "@/lib/throttle/recovery-mail";
import type { Asker } from "./asker";
import { findPendingAddress } from "./queries";
import { sendConfirmation } from "./send-confirmation";

export type ResendRefusal =
  | { ok: false; reason: "nothing-to-confirm" }
  | { ok: false; reason: "too-many-mails"; retryAt: Date };

/** Sends another message to the address that waits to be confirmed. To change that address, see `replaceAddress`. */
export async function resendConfirmation(services: Services, asker: Asker): Promise<{ ok: true } | ResendRefusal> {
  const { db, clock } = services;
  const { studentId, identifier, caller, locale } = asker;
  const waiting = await findPendingAddress(db, studentId);
  if (!waiting) return { ok: false, reason: "nothing-to-confirm" };
  const line = { kind: asker.kinds.change, subject: identifier, actor: asker.actor, caller };
  const count = await countRecoveryMail(services, { studentId, email: waiting.email });
  if (!count.ok) {
    await record(db, { ...line, at: clock.now(), outcome: "refused", reason: "too-many-mails" });
    return { ok: false, reason: "too-many-mails", retryAt: count.retryAt };
  }
  return db.transaction(async (tx) => {
    await lockStudent(tx, studentId);
    // Another window may have confirmed or corrected the address: nothing is left to send, or it was sent elsewhere.
    const pending = await findPendingAddress(tx, studentId);
    if (pending?.id !== waiting.id) return { ok: false, reason: "nothing-to-confirm" } as const;
    await sendConfirmation(services, tx, { ...pending, studentId }, locale);
    await record(tx, { ...line, at: clock.now(), outcome: "succeeded", details: { again: true } });
    return { ok: true } as const;
  });
}
