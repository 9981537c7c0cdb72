import { apiRoute } from "@/app/api/api-route";
import { otherMethods } from "@/app/api/other-methods";
import { problem } from "@/app/api/problem";
import { activationAt, notTheStep } from "@/app/api/v1/activation/step-refusals";
import { acceptCharter, recordNotAccepted } from "@/lib/activation/accept-charter";
import { acceptCharterInput } from "@/lib/activation/input";
import { readInput } from "@/lib/forms/read-input";

/** Accepts the charter, in the version that was read. */
export const PUT = apiRoute(async ({ body, caller, locale, services }) => {
  const due = await activationAt((step) => step === "charter", { step: "charter", caller });
  if (!due.ok) return due.refusal;
  const input = readInput(acceptCharterInput, body);
  if (!input.ok) {
    await recordNotAccepted(services, due.activation, caller);
    return problem("champs-refuses", 422, { violations: input.violations });
  }
  const acceptance = { version: input.value.version, locale };
  const outcome = await acceptCharter(services, due.activation, acceptance, caller);
  if (outcome.ok) return Response.json({ step: outcome.step });
  return outcome.reason === "step" ? notTheStep(outcome.step) : problem("charte-remplacee", 409);
});

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods("PUT");
