import "server-only";
import { getLocale, getTranslations } from "next-intl/server";
import type { AccountRefusal } from "@/lib/forgotten-password/rules";
import type { FormState } from "@/lib/forms/form-state";
import { institution } from "@/lib/institution";

const helpOf: Record<AccountRefusal, string> = {
  "account-suspended": "/aide#compte-suspendu",
  "also-staff": "/aide#double-statut",
  "account-not-activated": "/aide",
};

/** Returns a refusal that only the IT department can settle. The holder of the link is told the true reason. */
export async function accountRefused(reason: AccountRefusal): Promise<FormState> {
  const t = await getTranslations("forgottenPassword.account");
  const locale = await getLocale();
  const { name, place, hours } = institution().help.it;
  const where = { name: name[locale], place: place[locale], hours: hours[locale] };
  const help = { href: helpOf[reason], label: t("help") };
  return { alert: { title: t(`${reason}.title`), lines: [t(`${reason}.text`), t("where", where)], help } };
}
