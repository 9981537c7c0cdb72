import { getTranslations } from "next-intl/server";
import { problem } from "@/app/api/problem";

/** The type that a desk answers of a colleague's card, in the words for the student. */
export async function alreadyStaff(): Promise<Response> {
  const detail = (await getTranslations("activation.alsoStaff"))("text");
  return problem("double-statut", 409, { detail });
}
