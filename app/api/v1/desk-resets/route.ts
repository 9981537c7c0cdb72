import { otherMethods } from "@/app/api/other-methods";
import { problem } from "@/app/api/problem";
import { staffRoute } from "@/app/api/staff-route";
import { openResetInput } from "@/lib/desk-reset/input";
import { openReset } from "@/lib/desk-reset/open-reset";
import { refuseTyped } from "@/lib/desk-reset/refuse-typed";
import { deskRoles } from "@/lib/desk-reset/rules";
import { readInput } from "@/lib/forms/read-input";
import { refusedReset } from "./refused-reset";

/** Opens a reset for the holder of a card that staff checked. */
export const POST = staffRoute(deskRoles, async ({ body, caller, services, staff }) => {
  const input = readInput(openResetInput(services.institution.patterns.cardNumber, true), body);
  if (!input.ok) {
    await refuseTyped(services, { visitor: staff, caller, violations: input.violations });
    return problem("champs-refuses", 422, { violations: input.violations });
  }
  const { cardNumber } = input.value;
  const outcome = await openReset(services, { visitor: staff, caller, channel: "api", cardNumber });
  if (!outcome.ok) return refusedReset(outcome);
  const { id, expiresAt, student, locked } = outcome;
  const { givenName, familyName, componentName } = student;
  return Response.json(
    {
      id,
      expiresAt,
      student: { givenName, familyName, component: componentName },
      ...(locked && { lockedUntil: locked.until }),
    },
    { status: 201 },
  );
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
