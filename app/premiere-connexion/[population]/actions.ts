"use server";

import { redirect } from "next/navigation";
import { answerForm } from "@/app/answer-form";
import { openActivationInput } from "@/lib/activation/input";
import { openActivation } from "@/lib/activation/open-activation";
import type { FormState } from "@/lib/forms/form-state";
import { readForm } from "@/lib/forms/read-form";
import { services } from "@/lib/services";
import { requireSameOrigin } from "@/lib/session/guards";
import { tieToBrowser } from "./browser";
import { pathOf } from "./paths";
import { missingLine, sheetRefused } from "./refusals";

/** Step 1: opens a first connection with the two lines of a sheet, and ties it to this browser. */
export async function openActivationAction(_: FormState, formData: FormData): Promise<FormState> {
  const caller = await requireSameOrigin();
  const form = readForm(openActivationInput, formData);
  if (!form.ok) return answerForm(() => missingLine(form.violations, form.typed), form.typed);
  const typed = { identifier: form.value.identifier };
  return answerForm(async () => {
    const outcome = await openActivation(services(), form.value, caller);
    if (!outcome.ok) return { ...(await sheetRefused(outcome)), typed };
    await tieToBrowser(outcome.token);
    redirect(pathOf(outcome.step, outcome.population));
  }, typed);
}
