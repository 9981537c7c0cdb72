import { getTranslations } from "next-intl/server";
import { type ProblemSlug, problem } from "@/app/api/problem";
import type { OpenAccount } from "@/lib/activation/open-account";

/**
 * Returns the problem for an account that is already open, in words for its owner. A student who is also staff gets the
 * type that a desk gets for their card.
 */
export async function openAccountProblem(reason: OpenAccount): Promise<Response> {
  const detail = (await getTranslations(`activation.openAccount.${reason}`))("text");
  return problem(slugs[reason], 409, { detail });
}

const slugs: Record<OpenAccount, ProblemSlug> = {
  "also-staff": "double-statut",
  "account-open": "compte-deja-ouvert",
};
