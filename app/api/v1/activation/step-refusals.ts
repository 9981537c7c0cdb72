import { getTranslations } from "next-intl/server";
import { problem } from "@/app/api/problem";
import { activationOfBrowser } from "@/app/premiere-connexion/[population]/browser";
import type { Activation } from "@/lib/activation/current-activation";
import { type Attempt, recordWrongStep } from "@/lib/activation/record-wrong-step";
import type { Step } from "@/lib/activation/steps";
import { services } from "@/lib/services";

/** Refuses a step taken too early or too late: 409 with the one that is due; 401 without a first connection. */
export async function notTheStep(step: Step): Promise<Response> {
  if (step === "identity") return problem("session-absente", 401);
  const detail = (await getTranslations("activation.due"))(step);
  return problem("etape", 409, { step, detail });
}

/** Returns the caller's first connection when its step satisfies `isDue`; else the refusal, which is recorded. */
export async function activationAt(
  isDue: (step: Step) => boolean,
  attempt?: Attempt,
): Promise<{ ok: true; activation: Activation } | { ok: false; refusal: Response }> {
  const activation = await activationOfBrowser();
  if (activation && isDue(activation.step)) return { ok: true, activation };
  if (activation && attempt) await recordWrongStep(services(), activation, attempt);
  return { ok: false, refusal: await notTheStep(activation?.step ?? "identity") };
}
