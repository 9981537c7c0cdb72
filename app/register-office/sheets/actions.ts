"use server";

import { redirect } from "next/navigation";
import { answerForm } from "@/app/answer-form";
import { revokeRun } from "@/lib/credential-sheet/revoke-run";
import type { FormState } from "@/lib/forms/form-state";
import { textIn } from "@/lib/forms/text-in";
import { isUuid } from "@/lib/forms/uuid";
import type { Population } from "@/lib/population";
import { services } from "@/lib/services";
import { requireRole, requireSameOrigin } from "@/lib/session/guards";
import { officeBound } from "../offices";
import { runPath } from "../paths";

/** Revokes all the sheets of a printing that have not been used, then shows the printing again with the outcome. */
export async function revokeRunAction(bound: Population, _: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  const office = officeBound(bound);
  return answerForm(async () => {
    const { visitor, caller } = await requireRole(office.roles);
    const run = textIn(formData, "run");
    if (!isUuid(run)) redirect(office.paths.sheets);
    const outcome = await revokeRun(services(), { run, population: office.population, visitor, caller });
    const answer = outcome.ok ? `fait=${outcome.inUse > 0 ? "in-part" : "revoked"}` : `refus=${outcome.reason}`;
    redirect(`${runPath(office, run)}&${answer}`);
  });
}
