import { apiRoute } from "@/app/api/api-route";
import { otherMethods } from "@/app/api/other-methods";
import { problem } from "@/app/api/problem";
import { activationAt, notTheStep } from "@/app/api/v1/activation/step-refusals";
import { giveRecoveryEmail } from "@/lib/activation/give-recovery-email";
import { mayGiveAddress } from "@/lib/activation/steps";
import { readInput } from "@/lib/forms/read-input";
import { recoveryEmailInput } from "@/lib/recovery-email/input";

/**
 * Sets the recovery address, or corrects it at a later step, until the account is open. When no message can go to it
 * yet, `sendableAt` says from when the same call sends one.
 */
export const PUT = apiRoute(async ({ body, caller, locale, services }) => {
  const due = await activationAt(mayGiveAddress, { step: "recovery-email", caller });
  if (!due.ok) return due.refusal;
  const input = readInput(recoveryEmailInput, body);
  if (!input.ok) return problem("champs-refuses", 422, { violations: input.violations });
  const outcome = await giveRecoveryEmail(services, due.activation, input.value.email, { caller, locale });
  if (outcome.ok) {
    const { step, sendableAt } = outcome;
    return Response.json({ step, ...(sendableAt && { sendableAt }) });
  }
  switch (outcome.reason) {
    case "step":
      return notTheStep(outcome.step);
    default:
      return problem("champs-refuses", 422, { violations: [{ field: "email", code: outcome.reason }] });
  }
});

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods("PUT");
