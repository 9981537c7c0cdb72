"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import type { FormState } from "@/lib/forms/form-state";
import { readForm } from "@/lib/forms/read-form";
import type { Population } from "@/lib/population";
import { inThePages } from "@/lib/register-import/actor";
import { askToApply } from "@/lib/register-import/waiting/ask-to-apply";
import { services } from "@/lib/services";
import { requireRole, requireSameOrigin } from "@/lib/session/guards";
import { officeBound } from "../offices";
import { reportPath } from "../paths";

/** Asks to apply a file that was read, or to resume it. Another process does it; the page shows the progress. */
export async function applyImportAction(bound: Population, _: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  const office = officeBound(bound);
  return answerForm(async () => {
    const { visitor, caller } = await requireRole(office.roles);
    const form = readForm(z.object({ id: z.uuid() }), formData);
    if (!form.ok) redirect(office.paths.import);
    const { id } = form.value;
    const asked = await askToApply(services(), id, inThePages({ visitor, caller }), office.population);
    // Already in progress, or too late: the report says which.
    if (asked.ok || asked.reason !== "unknown-import") redirect(reportPath(office, id));
    const t = await getTranslations("registerImport.notApplied");
    return { alert: { title: t(asked.reason) } };
  });
}
