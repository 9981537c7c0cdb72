import { frozen } from "@/app/api/frozen";
import { otherMethods } from "@/app/api/other-methods";
import { problem } from "@/app/api/problem";
import { staffRoute } from "@/app/api/staff-route";
import { completeReset } from "@/lib/desk-reset/complete-reset";
import { deskState } from "@/lib/desk-reset/desk-state";
import { resetId } from "@/lib/desk-reset/input";
import { deskRoles } from "@/lib/desk-reset/rules";
import { textOf } from "@/lib/forms/text-of";
import { refusedReset } from "../../refused-reset";

/** Sets the password that the student chose. A frozen session may only complete the reset of its own panel. */
export const PUT = staffRoute<{ id: string }>(
  deskRoles,
  async ({ body, caller, locale, params, services, staff }) => {
    if (!resetId.safeParse(params.id).success) return problem("introuvable", 404);
    if (staff.isFrozen) {
      const state = await deskState(services, { visitor: staff, caller });
      if (state.kind !== "panel" || state.reset.id !== params.id) return frozen(staff, caller);
    }
    // The password rules judge whatever was sent, so that they list all that is wrong with it.
    const typed = {
      newPassword: textOf(body.newPassword),
      newPasswordConfirmation: textOf(body.newPasswordConfirmation),
    };
    const request = { visitor: staff, caller, id: params.id, typed, locale };
    const outcome = await completeReset(services, request);
    if (outcome.ok) return Response.json({ state: "completed" });
    switch (outcome.reason) {
      case "not-found":
        return problem("introuvable", 404);
      case "over":
        return problem("changement-termine", 410);
      case "not-acceptable":
        return problem("champs-refuses", 422, { violations: outcome.violations });
      default:
        return refusedReset(outcome);
    }
  },
  { evenFrozen: true },
);

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods("PUT");
