import "server-only";
import type { AuditKind } from "@/lib/audit/kinds";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Activation } from "./current-activation";
import { type ProvenStep, whyNotDue } from "./steps";

/** A step that somebody tries to take, whatever they sent for it. */
export interface Attempt {
  step: Exclude<ProvenStep, "done">;
  caller: Caller;
}

const kinds = {
  "recovery-email": "activation.recovery-email",
  charter: "activation.charter",
  password: "activation.password",
} as const satisfies Record<Attempt["step"], AuditKind>;

/** Records that somebody tried to take a step while another one was due. */
export async function recordWrongStep(
  { db, clock }: Pick<Services, "db" | "clock">,
  { identifier, step: due }: Pick<Activation, "identifier" | "step">,
  { step, caller }: Attempt,
): Promise<void> {
  const reason = whyNotDue(step, due);
  await record(db, { at: clock.now(), kind: kinds[step], outcome: "refused", reason, subject: identifier, caller });
}
