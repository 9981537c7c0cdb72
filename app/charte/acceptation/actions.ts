"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { answerForm } from "@/app/answer-form";
import { acceptNewVersion } from "@/lib/charter/accept-new-version";
import { acceptCharterForm } from "@/lib/charter/input";
import type { FormState } from "@/lib/forms/form-state";
import { readForm } from "@/lib/forms/read-form";
import { textIn } from "@/lib/forms/text-in";
import { services } from "@/lib/services";
import { requireMember, requireSameOrigin } from "@/lib/session/guards";
import { localPath } from "@/lib/session/paths";

/** Accepts the charter on the screen, then redirects to where the person was going, or to their account. */
export async function acceptNewVersionAction(_: FormState, formData: FormData): Promise<FormState> {
  const caller = await requireSameOrigin();
  return answerForm(async () => {
    const member = await requireMember();
    const t = await getTranslations("charter.acceptance");
    const form = readForm(acceptCharterForm, formData);
    if (!form.ok) {
      const help = { href: "#charterAccepted", label: t("notAccepted.box") };
      return { alert: { title: t("notAccepted.title"), help }, errors: { charterAccepted: t("notAccepted.field") } };
    }
    const outcome = await acceptNewVersion(services(), member, form.value, caller);
    if (outcome.ok) redirect(localPath(textIn(formData, "suite")) ?? "/mon-compte#charter");
    refresh();
    return { alert: { title: t("replaced.title"), lines: [t("replaced.text")] } };
  });
}
