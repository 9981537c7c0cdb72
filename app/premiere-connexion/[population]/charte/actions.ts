"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { answerForm } from "@/app/answer-form";
import { acceptCharter, recordNotAccepted } from "@/lib/activation/accept-charter";
import { acceptCharterForm } from "@/lib/charter/input";
import type { FormState } from "@/lib/forms/form-state";
import { readForm } from "@/lib/forms/read-form";
import { services } from "@/lib/services";
import { requireSameOrigin } from "@/lib/session/guards";
import { redirectToStep, requireActivation } from "../browser";

/** Step 3: accepts the charter, in the version and the language on the screen. */
export async function acceptCharterAction(_: FormState, formData: FormData): Promise<FormState> {
  const caller = await requireSameOrigin();
  return answerForm(async () => {
    const activation = await requireActivation((step) => step === "charter", { step: "charter", caller });
    const t = await getTranslations("activation.charter");
    const form = readForm(acceptCharterForm, formData);
    if (!form.ok) {
      await recordNotAccepted(services(), activation, caller);
      const help = { href: "#charterAccepted", label: t("notAccepted.box") };
      return { alert: { title: t("notAccepted.title"), help }, errors: { charterAccepted: t("notAccepted.field") } };
    }
    const outcome = await acceptCharter(services(), activation, form.value, caller);
    if (outcome.ok || outcome.reason === "step") return redirectToStep(outcome.step);
    refresh();
    return { alert: { title: t("replaced.title"), lines: [t("replaced.text")] } };
  });
}
