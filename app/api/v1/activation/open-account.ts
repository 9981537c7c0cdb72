import { getTranslations } from "next-intl/server";
import { type ProblemSlug, problem } from "@/app/api/problem";
import type { OpenAccount } from "@/lib/activation/open-account";

/** For a student who is a colleague too, the type that a desk answers of their card. In the words for the person. */
export async function openAccountProblem(reason: OpenAccount): Promise<Response> {
  const detail = (await getTranslations(`activation.openAccount.${reason}`))("text");
  return problem(slugs[reason], 409, { detail });
}

const slugs: Record<OpenAccount, ProblemSlug> = {
  "also-staff": "double-statut",
  "account-open": "compte-deja-ouvert",
};
