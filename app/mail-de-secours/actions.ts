"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { answerForm } from "@/app/answer-form";
import { wake } from "@/lib/activation/current-activation";
import type { FormState } from "@/lib/forms/form-state";
import { confirmByLink, readLink } from "@/lib/recovery-email/confirm-by-link";
import { services } from "@/lib/services";
import { requireSameOrigin } from "@/lib/session/guards";
import { askerOfBrowser } from "./asker";
import { confirmationLink } from "./confirmation-link";

/** Confirms the address with the button of the mailed link. The page then shows the state, whatever happened. */
export async function confirmLinkAction(_: FormState, __: FormData): Promise<FormState> {
  await requireSameOrigin();
  return answerForm(async () => {
    const token = await confirmationLink.token();
    const link = await readLink(services(), token);
    const known = link.state === "dead" ? null : await askerOfBrowser(link.studentId);
    const outcome = known && (await confirmByLink(services(), known.asker, token));
    if (outcome?.ok && known?.activation) await wake(services(), known.activation);
    refresh();
    if (outcome?.ok) return {};
    const t = await getTranslations("recoveryEmail.link");
    return { alert: { title: t("refused"), help: { href: "/aide#mail-jamais-arrive", label: t("help") } } };
  });
}
