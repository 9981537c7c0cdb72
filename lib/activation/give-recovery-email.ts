import "server-only";
import { record } from "@/lib/audit/record";
import type { Locale } from "@/lib/http/locale";
import type { Caller } from "@/lib/network/caller";
import { type AddressRefusal, admitAddress, replaceAddress } from "@/lib/recovery-email/give-address";
import type { Services } from "@/lib/services";
import { lockStudent } from "@/lib/student-lock/queries";
import { type Activation, stepNow } from "./current-activation";
import { attachAddress } from "./queries";
import { mayGiveAddress, type Step, type StepRefusal, whyNotDue } from "./steps";

export type GiveRecoveryEmailRefusal = AddressRefusal | StepRefusal;

/**
 * Records the recovery address, or corrects it at any later step until the account is open, and sends it a message to
 * confirm. Past the limit no message leaves until the person asks again, from `sendableAt` on.
 */
export async function giveRecoveryEmail(
  services: Services,
  activation: Activation,
  typed: string,
  { caller, locale }: { caller: Caller; locale: Locale },
): Promise<{ ok: true; step: Step; sendableAt: Date | null } | GiveRecoveryEmailRefusal> {
  const { db, clock } = services;
  const { studentId, identifier } = activation;
  const line = { kind: "activation.recovery-email", subject: identifier, caller } as const;
  if (activation.isAsleep) {
    await record(db, { ...line, at: clock.now(), outcome: "refused", reason: "asleep" });
    return { ok: false, reason: "step", step: "identity" };
  }
  const admitted = await admitAddress(services, { studentId, email: typed });
  if (!admitted.ok) {
    await record(db, { ...line, at: clock.now(), outcome: "refused", reason: admitted.reason });
    return admitted;
  }
  return db.transaction(async (tx) => {
    await lockStudent(tx, studentId);
    const step = await stepNow(services, tx, activation);
    if (!mayGiveAddress(step)) {
      const reason = whyNotDue("recovery-email", step);
      await record(tx, { ...line, at: clock.now(), outcome: "refused", reason });
      return { ok: false, reason: "step", step } as const;
    }
    await attachAddress(tx, activation.id, await replaceAddress(services, tx, { studentId, admitted, locale }));
    const { sendableAt } = admitted;
    await record(tx, { ...line, at: clock.now(), outcome: "succeeded", details: { sent: !sendableAt } });
    return { ok: true, step: await stepNow(services, tx, activation), sendableAt } as const;
  });
}
