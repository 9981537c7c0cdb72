import "server-only";
import { getTranslations } from "next-intl/server";
import { tooEarly } from "@/app/too-early";
import type { FormState } from "@/lib/forms/form-state";
import type { ConfirmByCodeRefusal } from "@/lib/recovery-email/confirm-by-code";
import type { AddressRefusal } from "@/lib/recovery-email/give-address";
import type { ResendRefusal } from "@/lib/recovery-email/resend-confirmation";

const helpPath = "/aide#mail-jamais-arrive";

/** Returns the refusal of an address that cannot be a recovery address. */
export async function addressRefused(refusal: {
  reason: AddressRefusal["reason"] | "account-blocked";
}): Promise<FormState> {
  const t = await getTranslations("recoveryEmail.refusals");
  if (refusal.reason === "account-blocked") {
    const help = { href: "/aide#ce-n-etait-pas-moi", label: t("blocked.help") };
    return { alert: { title: t("blocked.title"), lines: [t("blocked.text")], help } };
  }
  return { alert: { title: t("title") }, errors: { recoveryEmail: t(refusal.reason) } };
}

/** Returns the refusal of a code that confirms nothing. */
export async function codeRefused(reason: ConfirmByCodeRefusal): Promise<FormState> {
  const t = await getTranslations("recoveryEmail.refusals");
  return { alert: { title: t("codeTitle"), help: { href: helpPath, label: t("help") } }, errors: { code: t(reason) } };
}

/** Returns the refusal to send another message. */
export async function resendRefused(refusal: ResendRefusal): Promise<FormState> {
  if (refusal.reason === "too-many-mails") return tooManyMails(refusal.retryAt);
  return { alert: { title: (await getTranslations("recoveryEmail.refusals"))(refusal.reason) } };
}

async function tooManyMails(retryAt: Date): Promise<FormState> {
  const t = await getTranslations("recoveryEmail.refusals");
  const hour = await tooEarly(retryAt);
  const help = { href: helpPath, label: t("help") };
  return { alert: { title: t("tooManyMails.title"), lines: [t("tooManyMails.text", { hour })], help } };
}
