"use server";

import { getTranslations } from "next-intl/server";
import { answerForm } from "@/app/answer-form";
import { textIn } from "@/lib/forms/text-in";
import { identifyPerson } from "@/lib/right-of-access/identify-person";
import { services } from "@/lib/services";
import { requireRole, requireSameOrigin } from "@/lib/session/guards";
import { dataOfficers } from "../access";
import type { AskedState } from "./ask";

/** Identifies the person whom the officer asks about, before any of their data is exported. */
export async function findPersonAction(_: AskedState, formData: FormData): Promise<AskedState> {
  await requireSameOrigin();
  const identifier = textIn(formData, "identifier").trim();
  const typed = { identifier };
  return answerForm(async (): Promise<AskedState> => {
    const officer = await requireRole(dataOfficers);
    const t = await getTranslations("personalData");
    if (identifier === "") return { alert: { title: t("notFound") }, errors: { identifier: t("required") }, typed };
    const found = await identifyPerson(services(), officer, identifier);
    if (!found) return { alert: { title: t("notFound") }, errors: { identifier: t("unknown") }, typed };
    const { population, component, name } = found;
    const place = population && t(`place.${population}`, { component: component ?? "" });
    return { typed, found: { identifier: found.identifier, name, place: place ?? t("place.none") } };
  }, typed);
}
