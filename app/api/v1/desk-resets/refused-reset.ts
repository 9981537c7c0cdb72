import { type ProblemSlug, problem } from "@/app/api/problem";
import type { ResetRefusal } from "@/lib/desk-reset/rules";

const problems: Record<ResetRefusal | "no-desk-role", { slug: ProblemSlug; status: number }> = {
  "unknown-card": { slug: "carte-inconnue", status: 404 },
  "card-not-in-force": { slug: "carte-invalide", status: 409 },
  oneself: { slug: "soi-meme", status: 409 },
  "also-staff": { slug: "double-statut", status: 409 },
  "account-suspended": { slug: "compte-suspendu", status: 409 },
  "account-not-activated": { slug: "compte-non-active", status: 409 },
  "no-desk-role": { slug: "role-insuffisant", status: 403 },
};

/** Returns the true reason of a refusal, since it is for staff. */
export function refusedReset(
  refused: { reason: ResetRefusal | "no-desk-role" } | { reason: "too-many"; retryAt: Date },
): Promise<Response> {
  if (refused.reason === "too-many") return problem("trop-d-essais", 429, { retryAt: refused.retryAt });
  const { slug, status } = problems[refused.reason];
  return problem(slug, status);
}
