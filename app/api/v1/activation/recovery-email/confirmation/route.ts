import { apiRoute } from "@/app/api/api-route";
import { otherMethods } from "@/app/api/other-methods";
import { problem } from "@/app/api/problem";
import { activationAt } from "@/app/api/v1/activation/step-refusals";
import { stepNow, wake } from "@/lib/activation/current-activation";
import { isAtLeast } from "@/lib/activation/steps";
import { readInput } from "@/lib/forms/read-input";
import { activatingStudent } from "@/lib/recovery-email/asker";
import { confirmByCode } from "@/lib/recovery-email/confirm-by-code";
import { codeInput } from "@/lib/recovery-email/input";

/** Confirms the recovery address with the code of its message, at this or any later step. */
export const POST = apiRoute(async ({ body, caller, locale, services }) => {
  const due = await activationAt((step) => isAtLeast(step, "recovery-email"));
  if (!due.ok) return due.refusal;
  const input = readInput(codeInput, body);
  if (!input.ok) return problem("champs-refuses", 422, { violations: input.violations });
  const asker = activatingStudent(due.activation, { caller, locale });
  const outcome = await confirmByCode(services, asker, input.value.code);
  if (!outcome.ok) return problem("champs-refuses", 422, { violations: [{ field: "code", code: outcome.reason }] });
  await wake(services, due.activation);
  return Response.json({ step: await stepNow(services, services.db, due.activation) });
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
