"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import type { FormState } from "@/lib/forms/form-state";
import { readForm } from "@/lib/forms/read-form";
import { textIn } from "@/lib/forms/text-in";
import { type Population, rulesOf } from "@/lib/population";
import { services } from "@/lib/services";
import { type Admitted, requireRole, requireSameOrigin } from "@/lib/session/guards";
import { prolongSheet, revokeSheet } from "@/lib/student-file/change-sheet";
import { declareCardLost } from "@/lib/student-file/declare-card-lost";
import { type Office, officeBound, offices } from "../offices";
import { filePath } from "../paths";
import type { Done, Refused } from "./answer";
import { lostBox, notConfirmed } from "./lost-box";

/** Revokes the sheet in force. */
export async function revokeSheetAction(bound: Population, _: FormState, formData: FormData): Promise<FormState> {
  const office = officeBound(bound);
  return gesture(office, "revoked", formData, (who, { identifier }) =>
    revokeSheet(services(), { ...who, identifier, population: office.population }),
  );
}

/** Prolongs the sheet in force. */
export async function prolongSheetAction(bound: Population, _: FormState, formData: FormData): Promise<FormState> {
  const office = officeBound(bound);
  return gesture(office, "prolonged", formData, (who, { identifier }) =>
    prolongSheet(services(), { ...who, identifier, population: office.population }),
  );
}

/** Declares the card lost, once confirmed: desks then refuse it. Only students have cards. */
export async function declareCardLostAction(_: FormState, formData: FormData): Promise<FormState> {
  return gesture(offices.student, "lost", formData, async (who, sent) => {
    if (textIn(formData, lostBox(sent.cardNumber)) !== "on") return { ok: false, reason: notConfirmed };
    return declareCardLost(services(), { ...who, ...sent });
  });
}

/** Runs a gesture, then shows the file again with its outcome: the gesture's form may no longer be on it. */
async function gesture(
  office: Office,
  done: Done,
  formData: FormData,
  act: (
    who: Admitted,
    sent: { identifier: string; cardNumber: string },
  ) => Promise<{ ok: true } | { ok: false; reason: Refused }>,
): Promise<FormState> {
  await requireSameOrigin();
  return answerForm(async () => {
    const who = await requireRole(office.roles);
    const { institution } = services();
    const sent = z.object({
      identifier: z.string().regex(rulesOf(institution, office.population).identifier),
      cardNumber: z.string().regex(institution.patterns.cardNumber).optional(),
    });
    const form = readForm(sent, formData);
    if (!form.ok) redirect(office.paths.find);
    const { identifier, cardNumber = "" } = form.value;
    const outcome = await act(who, { identifier, cardNumber });
    redirect(`${filePath(office, identifier)}?${outcome.ok ? `fait=${done}` : `refus=${outcome.reason}`}`);
  });
}
