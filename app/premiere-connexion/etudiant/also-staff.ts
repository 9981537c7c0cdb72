import "server-only";
import { getLocale, getTranslations } from "next-intl/server";
import type { FormState } from "@/lib/forms/form-state";
import { institution } from "@/lib/institution";

/** What is said of a sheet whose account is a colleague's already: at the first step, or at the last. */
export async function alsoStaffAlert(): Promise<NonNullable<FormState["alert"]>> {
  const t = await getTranslations("activation.alsoStaff");
  const locale = await getLocale();
  const { name, place, hours } = institution().help.it;
  const where = { name: name[locale], place: place[locale], hours: hours[locale] };
  return {
    title: t("title"),
    lines: [t("text"), t("where", where)],
    help: { href: "/aide#double-statut", label: t("help") },
  };
}
