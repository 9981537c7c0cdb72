"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { answerForm } from "@/app/answer-form";
import { moveClock } from "@/lib/demo/move-clock";
import { askToStartAfresh } from "@/lib/demo/start-afresh";
import type { FormState } from "@/lib/forms/form-state";
import { textIn } from "@/lib/forms/text-in";
import { requireSameOrigin } from "@/lib/session/guards";
import { demoServices } from "./demo-services";

export async function moveClockAction(_: FormState, formData: FormData): Promise<FormState> {
  const services = demoServices();
  const caller = await requireSameOrigin();
  const where = textIn(formData, "where");
  if (where === "one-day-on" || where === "back-to-today") await moveClock(services, caller, where);
  refresh();
  return {};
}

export async function startAfreshAction(_: FormState, formData: FormData): Promise<FormState> {
  demoServices();
  await requireSameOrigin();
  return answerForm(
    async () => {
      const t = await getTranslations("demo.afresh");
      if (textIn(formData, "confirmed") !== "on")
        return { alert: { title: t("failedTitle") }, errors: { confirmed: t("notConfirmed") } };
      const isDone = await askToStartAfresh();
      if (!isDone) return { alert: { title: t("failedTitle"), lines: [t("failed")] } };
      redirect("/demo?recommence=1");
    },
    undefined,
    { evenFrozen: true },
  );
}
