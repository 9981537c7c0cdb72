import "server-only";
import { getTranslations } from "next-intl/server";
import type { FormState } from "@/lib/forms/form-state";
import { textIn } from "@/lib/forms/text-in";
import { addressMeant } from "@/lib/recovery-email/meant-address";

/**
 * Reads the recovery address that a form sends. `unsettled`: the answer to give before anything is done, when the
 * address looks mistyped and nobody has yet said to keep it, or when another one is to be typed.
 */
export async function readPostedAddress(formData: FormData): Promise<{ email: string; unsettled: FormState | null }> {
  const again = postedText(formData, "again");
  const asTyped = postedText(formData, "asTyped");
  const email = again || asTyped || postedText(formData, "recoveryEmail");
  if (again) return { email, unsettled: { typed: { recoveryEmail: email } } };
  const meant = asTyped ? null : addressMeant(email);
  return { email, unsettled: meant ? await whichAddress(email.trim(), meant) : null };
}

/** Longer than any address, which `readRecoveryAddress` then refuses. */
function postedText(formData: FormData, name: string): string {
  return textIn(formData, name).slice(0, 512);
}

async function whichAddress(typed: string, meant: string): Promise<FormState> {
  const t = await getTranslations("recoveryEmail.meant");
  return {
    question: {
      title: t("title", { meant }),
      text: t("text", { domain: typed.slice(typed.lastIndexOf("@") + 1) }),
      answers: [
        { kind: "primary", name: "recoveryEmail", value: meant, label: t("take", { meant }) },
        { kind: "second", name: "asTyped", value: typed, label: t("keep", { typed }) },
        { kind: "link", name: "again", value: typed, label: t("again") },
      ],
    },
  };
}
