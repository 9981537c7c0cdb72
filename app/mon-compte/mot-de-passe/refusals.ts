import "server-only";
import { getLocale, getTranslations } from "next-intl/server";
import type { FormState } from "@/lib/forms/form-state";
import { answerWith } from "@/lib/http/answer";
import { retryHourOf } from "@/lib/http/hour";
import { secondsUntil } from "@/lib/http/seconds-until";
import type { ChangeOwnPasswordOutcome } from "@/lib/own-account/change-own-password";
import { services } from "@/lib/services";

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
      const { clock, institution } = services();
      answerWith(429, { "retry-after": String(secondsUntil(refusal.retryAt, clock.now())) });
      const hour = retryHourOf(refusal.retryAt, await getLocale(), institution.timeZone);
      return { alert: { title, lines: [t("tooManyTries", { hour })], help: about("trop-d-essais") } };
    }
  }
}
