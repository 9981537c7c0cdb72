"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { answerForm } from "@/app/answer-form";
import { withdrawVersion } from "@/lib/charter-publishing/withdraw-version";
import { discardDraft, openDraft } from "@/lib/charter-publishing/write-draft";
import type { FormState } from "@/lib/forms/form-state";
import { textIn } from "@/lib/forms/text-in";
import { isUuid } from "@/lib/forms/uuid";
import { services } from "@/lib/services";
import { requireRole, requireSameOrigin } from "@/lib/session/guards";
import { charterWriters } from "../access";

const home = "/administration/chartes";

/** Opens a draft with the texts of a version, and redirects to it. */
export async function openDraftAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  return answerForm(async () => {
    const writer = await requireRole(charterWriters);
    const version = versionOf(formData);
    const draft = version === null ? null : await openDraft(services(), writer, version);
    redirect(draft ? `${home}/brouillons/${draft}` : home);
  });
}

/** Withdraws a future version, whose texts become a draft again. */
export async function withdrawAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  return answerForm(async () => {
    const writer = await requireRole(charterWriters);
    const version = versionOf(formData);
    const draft = version === null ? null : await withdrawVersion(services(), writer, version);
    if (draft) redirect(`${home}?withdrawn=${version}`);
    const t = await getTranslations("charters.withdraw");
    return { alert: { title: t("refusedTitle"), lines: [t("refused")] } };
  });
}

/** Discards a draft. */
export async function discardAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  return answerForm(async () => {
    const writer = await requireRole(charterWriters);
    const draft = textIn(formData, "draft");
    if (isUuid(draft)) await discardDraft(services(), writer, draft);
    redirect(`${home}?discarded=1`);
  });
}

function versionOf(formData: FormData): number | null {
  const text = textIn(formData, "version");
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}
