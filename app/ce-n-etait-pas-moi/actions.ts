"use server";

import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { answerForm } from "@/app/answer-form";
import { reportChange } from "@/lib/change-report/report-change";
import type { FormState } from "@/lib/forms/form-state";
import { services } from "@/lib/services";
import { requireSameOrigin } from "@/lib/session/guards";
import { reportLink } from "./report-link";

/** Reports a change with the button behind the mailed link. The page then shows the state, whatever happened. */
export async function reportChangeAction(_: FormState, __: FormData): Promise<FormState> {
  const caller = await requireSameOrigin();
  return answerForm(async () => {
    await reportChange(services(), { token: await reportLink.token(), caller, locale: await getLocale() });
    return redirect("/ce-n-etait-pas-moi");
  });
}
