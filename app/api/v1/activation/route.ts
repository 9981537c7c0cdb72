import { apiRoute } from "@/app/api/api-route";
import { otherMethods } from "@/app/api/other-methods";
import { type ProblemSlug, problem } from "@/app/api/problem";
import { openAccountProblem } from "@/app/api/v1/activation/open-account";
import { activationOfBrowser, tieToBrowser } from "@/app/premiere-connexion/[population]/browser";
import { openActivationInput } from "@/lib/activation/input";
import { openActivation, type SheetRefusal } from "@/lib/activation/open-activation";
import { readInput } from "@/lib/forms/read-input";

/** Returns the step of the caller's first connection. */
export const GET = apiRoute(async () => {
  const activation = await activationOfBrowser();
  return Response.json({ step: activation?.step ?? "identity" }, { headers: { "cache-control": "no-store" } });
});

/** Opens a first connection with the two lines of a sheet, and ties it to the caller with a cookie. */
export const POST = apiRoute(async ({ body, caller, services }) => {
  const input = readInput(openActivationInput, body);
  if (!input.ok) return problem("champs-refuses", 422, { violations: input.violations });
  const outcome = await openActivation(services, input.value, caller);
  if (outcome.ok) {
    await tieToBrowser(outcome.token);
    return Response.json({ step: outcome.step, student: outcome.student }, { status: 201 });
  }
  switch (outcome.reason) {
    case "too-many-tries":
      return problem("trop-d-essais", 429, { retryAt: outcome.retryAt });
    case "not-open-yet":
      return problem("pas-encore-ouvert", 403, { opensAt: outcome.opensAt });
    case "sheet-expired":
      return problem("feuille-expiree", 403);
    case "also-staff":
    case "account-open":
      return openAccountProblem(outcome.reason);
    default:
      return problem(inPublic[outcome.reason], 401);
  }
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");

/** One answer, byte for byte: it reveals nobody's account. */
const inPublic: Record<SheetRefusal, ProblemSlug> = {
  "unknown-identifier": "identifiants-refuses",
  "already-active": "identifiants-refuses",
  "no-sheet-in-force": "identifiants-refuses",
  "wrong-password": "identifiants-refuses",
};
