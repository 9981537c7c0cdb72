import "server-only";
import { getTranslations } from "next-intl/server";
import { tooEarly } from "@/app/too-early";
import type { FormState } from "@/lib/forms/form-state";
import type { ChangeOwnPasswordOutcome } from "@/lib/own-account/change-own-password";

type Refused = Exclude<ChangeOwnPasswordOutcome, { ok: true } | { reason: "not-acceptable" }>;

/** Returns the form's answer for a password that was not changed, for reasons other than its own rules. */
export async function passwordRefused(refusal: Refused): Promise<FormState> {
  const t = await getTranslations("account.change.refused");
  const title = t("title");
  const about = (anchor: string) => ({ href: `/aide#${anchor}`, label: t("help") });
  switch (refusal.reason) {
    case "current-missing":
      return { alert: { title }, errors: { currentPassword: t("currentMissing") } };
    case "same-password":
      return { alert: { title }, errors: { newPassword: t("same") } };
    case "wrong-password":
      return { alert: { title }, errors: { currentPassword: t("currentWrong") } };
    case "locked":
      return { alert: { title, lines: [t("locked")], help: about("trop-d-essais") } };
    case "suspended":
    case "inactive":
      return { alert: { title, lines: [t("closed")], help: about("compte-suspendu") } };
    case "too-many-tries": {
      const lines = [t("tooManyTries", { hour: await tooEarly(refusal.retryAt) })];
      return { alert: { title, lines, help: about("trop-d-essais") } };
    }
  }
}
