"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { answerForm } from "@/app/answer-form";
import type { FormState } from "@/lib/forms/form-state";
import { textIn } from "@/lib/forms/text-in";
import { endSessions } from "@/lib/open-sessions/end-sessions";
import { services } from "@/lib/services";
import { requireRole, requireSameOrigin } from "@/lib/session/guards";
import { sessionEnders } from "../access";

/** Ends every session of a person, for IT. */
export async function endSessionsAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  return answerForm(async () => {
    const { visitor, caller } = await requireRole(sessionEnders);
    const outcome = await endSessions(services(), { uid: textIn(formData, "uid"), visitor, caller });
    if (outcome.ok) return redirect(`/administration/sessions?fermees=${encodeURIComponent(outcome.login)}`);
    const t = await getTranslations("session.open.refused");
    return { alert: { title: t("title"), lines: [t(outcome.reason)] } };
  });
}
