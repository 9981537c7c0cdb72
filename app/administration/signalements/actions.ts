"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { answerForm } from "@/app/answer-form";
import { liftBlocked } from "@/lib/account-block/lift-blocked";
import { suspendBlocked } from "@/lib/account-block/suspend-blocked";
import { blockedStudent } from "@/lib/change-report/read-reports";
import type { FormState } from "@/lib/forms/form-state";
import { textIn } from "@/lib/forms/text-in";
import { services } from "@/lib/services";
import { requireRole, requireSameOrigin } from "@/lib/session/guards";
import { suspenders } from "../access";

/** Lifts, for IT, a block that no desk may lift: that of a colleague's account. */
export async function liftAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  return answerForm(async () => {
    const { visitor, caller } = await requireRole(suspenders);
    const student = await blockedStudent(services(), textIn(formData, "id"));
    const outcome = student && (await liftBlocked(services(), { visitor, caller, student }));
    if (outcome?.ok) return redirect("/administration/signalements?fait=leve");
    const t = await getTranslations("changeReport.reports.notLifted");
    return { alert: { title: t("title"), lines: [t(outcome?.reason ?? "not-blocked")] } };
  });
}

/** Confirms, for IT, what a student reported: the directory suspends the account. */
export async function suspendAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  return answerForm(async () => {
    const { visitor, caller } = await requireRole(suspenders);
    const student = await blockedStudent(services(), textIn(formData, "id"));
    const outcome = student && (await suspendBlocked(services(), { visitor, caller, student }));
    if (outcome?.ok) return redirect("/administration/signalements?fait=suspendu");
    const t = await getTranslations("changeReport.reports.refused");
    if (outcome?.reason === "suspended-by-it") return { alert: { title: t("byItTitle"), lines: [t("byIt")] } };
    return { alert: { title: t("title"), lines: [t(outcome?.reason === "no-entry" ? "noEntry" : "lifted")] } };
  });
}
