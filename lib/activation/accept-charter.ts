import "server-only";
import { record } from "@/lib/audit/record";
import { recordAcceptance } from "@/lib/charter/accept";
import type { Locale } from "@/lib/http/locale";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import { lockStudent } from "@/lib/student-lock/queries";
import { type Activation, stepNow } from "./current-activation";
import { attachAcceptance } from "./queries";
import { type Step, type StepRefusal, whyNotDue } from "./steps";

export type AcceptCharterRefusal = { ok: false; reason: "charter-replaced" } | StepRefusal;

/** Accepts the charter in the version and language shown. Refuses when another version has come into force since. */
export async function acceptCharter(
  services: Services,
  activation: Activation,
  { version, locale }: { version: number; locale: Locale },
  caller: Caller,
): Promise<{ ok: true; step: Step } | AcceptCharterRefusal> {
  const { id, studentId, identifier } = activation;
  return services.db.transaction(async (tx) => {
    await lockStudent(tx, studentId);
    const now = services.clock.now();
    const line = {
      at: now,
      kind: "activation.charter",
      subject: identifier,
      caller,
      details: { version, locale },
    } as const;
    const step = await stepNow(services, tx, activation);
    if (step !== "charter") {
      await record(tx, { ...line, outcome: "refused", reason: whyNotDue("charter", step) });
      return { ok: false, reason: "step", step } as const;
    }
    const acceptance = await recordAcceptance(tx, { studentId, version, locale, at: now, address: caller.address });
    if (!acceptance.ok) {
      await record(tx, { ...line, outcome: "refused", reason: acceptance.reason });
      return acceptance;
    }
    await attachAcceptance(tx, id, acceptance.id);
    await record(tx, { ...line, outcome: "succeeded" });
    return { ok: true, step: await stepNow(services, tx, activation) } as const;
  });
}

/** Records that the charter was sent back without its acceptance, or with a version that is none. */
export async function recordNotAccepted(
  { db, clock }: Pick<Services, "db" | "clock">,
  { identifier }: Activation,
  caller: Caller,
): Promise<void> {
  const line = { kind: "activation.charter", outcome: "refused", reason: "not-accepted" } as const;
  await record(db, { at: clock.now(), ...line, subject: identifier, caller });
}
