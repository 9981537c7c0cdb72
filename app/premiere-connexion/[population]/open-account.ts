import "server-only";
import { getLocale, getTranslations } from "next-intl/server";
import type { OpenAccount } from "@/lib/activation/open-account";
import type { FormAlert } from "@/lib/forms/form-state";
import { institution } from "@/lib/institution";

/** Returns the alert for a sheet whose account is already open, with a password: at the first step, or at the last. */
export async function openAccountAlert(reason: OpenAccount): Promise<FormAlert> {
  const t = await getTranslations(`activation.openAccount.${reason}`);
  const locale = await getLocale();
  const { name, place, hours } = institution().help.it;
  const where = { name: name[locale], place: place[locale], hours: hours[locale] };
  const lines = [t("text"), t("where", where)];
  return { title: t("title"), lines, help: { href: help[reason], label: t("help") }, isAnswer: true };
}

const help: Record<OpenAccount, string> = {
  "also-staff": "/aide#double-statut",
  "account-open": "/aide#premiere-connexion-personnel",
};
