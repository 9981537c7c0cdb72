"use server";

import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { charterWriters } from "@/app/administration/access";
import { answerForm } from "@/app/answer-form";
import { draftForm, draftLengths, publishForm } from "@/lib/charter-publishing/input";
import { publishDraft } from "@/lib/charter-publishing/publish-draft";
import { longestCharter } from "@/lib/charter-publishing/rules";
import { type SaveDraftOutcome, saveDraft } from "@/lib/charter-publishing/write-draft";
import type { FormState } from "@/lib/forms/form-state";
import { readForm } from "@/lib/forms/read-form";
import { textIn } from "@/lib/forms/text-in";
import { hourOf } from "@/lib/http/hour";
import { services } from "@/lib/services";
import { requireRole, requireSameOrigin } from "@/lib/session/guards";

/** The editor's form state, with the sentence that says when the draft was saved. */
export interface EditorState extends FormState {
  saved?: string;
}

/** Previews what was typed, after saving it when that button was pressed. Always gives back what was typed. */
export async function writeDraftAction(_: EditorState, formData: FormData): Promise<EditorState> {
  await requireSameOrigin();
  const names = ["revision", "markdownFr", "markdownEn"] as const;
  const typed = Object.fromEntries(names.map((name) => [name, textIn(formData, name)]));
  return answerForm(async () => {
    const writer = await requireRole(charterWriters);
    if (textIn(formData, "act") !== "save") return { typed };
    const t = await getTranslations("charters.editor");
    formData.delete("act");
    const form = readForm(draftForm, formData, draftLengths);
    if (!form.ok) {
      const faulty = form.violations.filter(({ field }) => field.startsWith("markdown"));
      const errors = Object.fromEntries(faulty.map(({ field }) => [field, t("tooLong", { longest: longestCharter })]));
      return { typed, alert: { title: t("refused") }, errors };
    }
    const { draft, revision, markdownFr, markdownEn } = form.value;
    const texts = { fr: markdownFr, en: markdownEn };
    const outcome = await saveDraft(services(), writer, { draft, revision, texts });
    if (!outcome.ok) return refusal(outcome, draft, typed);
    const saved = t("saved", { hour: await hourNow() });
    return { typed: { ...typed, revision: String(outcome.revision) }, saved };
  }, typed);
}

async function refusal(
  outcome: Extract<SaveDraftOutcome, { ok: false }>,
  draft: string,
  typed: NonNullable<FormState["typed"]>,
): Promise<EditorState> {
  const t = await getTranslations("charters.editor");
  if (outcome.reason === "gone") return { typed, alert: { title: t("goneTitle"), lines: [t("gone")] } };
  const { by, at, revision } = outcome;
  const hour = hourOf(at, await getLocale(), services().institution.timeZone);
  return {
    // Saving again, knowingly, replaces the other person's text.
    typed: { ...typed, revision: String(revision) },
    alert: {
      title: t("meanwhileTitle", { by, hour }),
      lines: [t("meanwhile")],
      help: { href: `/administration/chartes/brouillons/${draft}/publier`, label: t("meanwhileLink") },
    },
  };
}

/** Publishes the draft as it was on the screen, then redirects to the list. */
export async function publishAction(_: FormState, formData: FormData): Promise<FormState> {
  await requireSameOrigin();
  const typed = {
    importance: textIn(formData, "importance"),
    when: textIn(formData, "when"),
    day: textIn(formData, "day"),
  };
  return answerForm(async () => {
    const writer = await requireRole(charterWriters);
    const t = await getTranslations("charters.publish.refused");
    const form = readForm(publishForm, formData);
    if (!form.ok) {
      const sentences = {
        importance: t("importance"),
        when: t("when"),
        day: t("dayField"),
        textsChecked: t("textsChecked"),
      };
      const wrong = form.violations.map(({ field }) => field);
      const errors = Object.fromEntries(Object.entries(sentences).filter(([field]) => wrong.includes(field)));
      return { typed, alert: { title: t("title"), lines: Object.keys(errors).length > 0 ? [] : [t("gone")] }, errors };
    }
    const { draft, revision, importance, when, day } = form.value;
    const publication = { draft, revision, importance, day: when === "now" ? null : day };
    const outcome = await publishDraft(services(), writer, publication);
    if (outcome.ok) redirect(`/administration/chartes?published=${outcome.version}`);
    return { typed, alert: { title: t("title"), lines: [t(outcome.reason)] } };
  }, typed);
}

async function hourNow(): Promise<string> {
  const { clock, institution } = services();
  return hourOf(clock.now(), await getLocale(), institution.timeZone);
}
