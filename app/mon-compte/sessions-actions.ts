"use server";

import { redirect } from "next/navigation";
import { answerForm } from "@/app/answer-form";
import type { FormState } from "@/lib/forms/form-state";
import { closeOtherSessions } from "@/lib/own-account/close-other-sessions";
import { services } from "@/lib/services";
import { requireSameOrigin, requireVisitor } from "@/lib/session/guards";

/** « Fermer partout ailleurs »: the current session stays, and the page says how many ended. */
export async function closeOtherSessionsAction(_: FormState, __: FormData): Promise<FormState> {
  await requireSameOrigin();
  return answerForm(async () => {
    const closed = await closeOtherSessions(services(), await requireVisitor());
    return redirect(`/mon-compte?sessions-fermees=${closed}#sessions`);
  });
}
