import { apiRoute } from "@/app/api/api-route";
import { otherMethods } from "@/app/api/other-methods";
import { problem } from "@/app/api/problem";
import { openAccountProblem } from "@/app/api/v1/activation/open-account";
import { activationAt, notTheStep } from "@/app/api/v1/activation/step-refusals";
import { setFirstPassword } from "@/lib/activation/set-first-password";
import { isAtLeast } from "@/lib/activation/steps";
import { textOf } from "@/lib/forms/text-of";

/** Sets the first password, which opens the account. */
export const PUT = apiRoute(async ({ body, caller, locale, services }) => {
  const due = await activationAt((step) => isAtLeast(step, "password"), { step: "password", caller });
  if (!due.ok) return due.refusal;
  // The password rules judge whatever was sent, so that they list all that is wrong with it.
  const typed = {
    newPassword: textOf(body.newPassword),
    newPasswordConfirmation: textOf(body.newPasswordConfirmation),
  };
  const outcome = await setFirstPassword(services, due.activation, typed, { caller, locale });
  const { identifier, mail } = due.activation;
  if (outcome.ok) return Response.json({ step: "done", identifier, mail });
  switch (outcome.reason) {
    case "step":
      return notTheStep(outcome.step);
    case "account-suspended":
      return problem("compte-suspendu", 409);
    case "also-staff":
    case "account-open":
      return openAccountProblem(outcome.reason);
    case "account-missing":
      return problem("compte-absent", 409);
    case "not-acceptable":
      return problem("champs-refuses", 422, { violations: outcome.violations });
  }
});

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods("PUT");
