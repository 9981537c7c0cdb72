import { getTranslations } from "next-intl/server";
import { problem } from "@/app/api/problem";
import { activationOfBrowser } from "@/app/premiere-connexion/[population]/browser";
import type { Activation } from "@/lib/activation/current-activation";
import type { Step } from "@/lib/activation/steps";

/** A step taken too early or too late: 409 with the one that is due; 401 when nothing is under way any more. */
export async function notTheStep(step: Step): Promise<Response> {
  if (step === "identity") return problem("session-absente", 401);
  const detail = (await getTranslations("activation.due"))(step);
  return problem("etape", 409, { step, detail });
}

/** The first connection of the caller, when the step that it is at is one of these. */
export async function activationAt(
  isDue: (step: Step) => boolean,
): Promise<{ ok: true; activation: Activation } | { ok: false; refusal: Response }> {
  const activation = await activationOfBrowser();
  if (activation && isDue(activation.step)) return { ok: true, activation };
  return { ok: false, refusal: await notTheStep(activation?.step ?? "identity") };
}
