"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { resetId } from "@/lib/desk-reset/input";
import { deskRoles } from "@/lib/desk-reset/rules";
import { suspendReported } from "@/lib/desk-reset/suspend-reported";
import type { FormState } from "@/lib/forms/form-state";
import { readForm } from "@/lib/forms/read-form";
import { services } from "@/lib/services";
import { requireRole, requireSameOrigin } from "@/lib/session/guards";

/** Suspends the account at once, as the holder of the checked card wants; the page then says so. */
export async function suspendReportedAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  const { visitor, caller } = await requireRole(deskRoles);
  const form = readForm(z.object({ id: resetId }), formData);
  return answerForm(async () => {
    const outcome = form.ok ? await suspendReported(services(), { visitor, caller, id: form.value.id }) : null;
    refresh();
    return outcome?.ok ? {} : { alert: { title: (await getTranslations("deskReset.check.reported"))("refused") } };
  });
}
