"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import type { FormState } from "@/lib/forms/form-state";
import { readForm } from "@/lib/forms/read-form";
import { services } from "@/lib/services";
import { type Admitted, requireRole, requireSameOrigin } from "@/lib/session/guards";
import { prolongSheet, revokeSheet } from "@/lib/student-file/change-sheet";
import { declareCardLost } from "@/lib/student-file/declare-card-lost";
import { registrars } from "../access";
import { filePath } from "../file-path";
import type { Done, Refused } from "./answer";

/** The sheet in force opens nothing any more. */
export async function revokeSheetAction(_: FormState, formData: FormData): Promise<FormState> {
  return gesture("revoked", formData, (who, { identifier }) => revokeSheet(services(), { ...who, identifier }));
}

/** The sheet in force is good for longer. */
export async function prolongSheetAction(_: FormState, formData: FormData): Promise<FormState> {
  return gesture("prolonged", formData, (who, { identifier }) => prolongSheet(services(), { ...who, identifier }));
}

/** The card is lost: no desk takes it any more. */
export async function declareCardLostAction(_: FormState, formData: FormData): Promise<FormState> {
  return gesture("lost", formData, (who, sent) => declareCardLost(services(), { ...who, ...sent }));
}

/** The file again, as it stands now, with what became of the gesture: its form may be gone from it. */
async function gesture(
  done: Done,
  formData: FormData,
  act: (
    who: Admitted,
    sent: { identifier: string; cardNumber: string },
  ) => Promise<{ ok: true } | { ok: false; reason: Refused }>,
): Promise<FormState> {
  await requireSameOrigin();
  const who = await requireRole(registrars);
  const { patterns } = services().institution;
  const sent = z.object({
    identifier: z.string().regex(patterns.studentIdentifier),
    cardNumber: z.string().regex(patterns.cardNumber).optional(),
  });
  const form = readForm(sent, formData);
  if (!form.ok) redirect("/scolarite");
  const { identifier, cardNumber = "" } = form.value;
  return answerForm(async () => {
    const outcome = await act(who, { identifier, cardNumber });
    redirect(`${filePath(identifier)}?${outcome.ok ? `fait=${done}` : `refus=${outcome.reason}`}`);
  });
}
