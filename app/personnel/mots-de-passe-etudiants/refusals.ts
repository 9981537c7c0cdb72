import "server-only";
import { getLocale, getTranslations } from "next-intl/server";
import type { CompleteResetOutcome } from "@/lib/desk-reset/complete-reset";
import type { OpenResetOutcome } from "@/lib/desk-reset/open-reset";
import type { ResetRefusal } from "@/lib/desk-reset/rules";
import type { FormState } from "@/lib/forms/form-state";
import type { Violation } from "@/lib/forms/read-input";
import { answerWith } from "@/lib/http/answer";
import { hourOf } from "@/lib/http/hour";
import { secondsUntil } from "@/lib/http/seconds-until";
import { services } from "@/lib/services";
import type { ConfirmationOutcome } from "@/lib/session/confirm-staff-password";

type Refused =
  | Extract<OpenResetOutcome, { ok: false }>
  | Exclude<
      Extract<CompleteResetOutcome, { ok: false }>,
      { reason: "not-acceptable" | "not-found" | "over" | "no-desk-role" }
    >;

/** Where each refusal is explained. */
const helpOf: Record<ResetRefusal, string> = {
  "unknown-card": "/aide#carte-perdue",
  "card-not-in-force": "/aide#carte-perdue",
  oneself: "/aide#mon-compte",
  "also-staff": "/aide#double-statut",
  "account-suspended": "/aide#compte-suspendu",
  "account-not-activated": "/aide#pas-active-a-temps",
};

/** What staff are told of a card that opens nothing: whose it is, why, what to do, and whom to see. */
export async function resetRefused(refused: Refused, card: string): Promise<FormState["alert"]> {
  const t = await getTranslations("deskReset.refusals");
  const locale = await getLocale();
  const { institution } = services();
  if (refused.reason === "too-many") {
    const hour = await tooEarly(refused.retryAt);
    return {
      title: t("too-many.title"),
      lines: [t("too-many.do", { hour })],
      help: { href: "/aide#trop-d-essais", label: t("help") },
    };
  }
  const { reason, student } = refused;
  const { it, phone } = institution.help;
  const contact = { name: it.name[locale], place: it.place[locale], hours: it.hours[locale], phone: it.phone ?? phone };
  const lines = [t(`${reason}.do`, contact)];
  if (reason === "account-not-activated") lines.push(t(`${reason}.withSheet`), t(`${reason}.withoutSheet`));
  if (student) lines.unshift(t("holder", { card, name: `${student.givenName} ${student.familyName}` }));
  if (reason === "account-not-activated" || reason === "card-not-in-force" || reason === "unknown-card") {
    const { registrars } = institution.help;
    const desk = registrars[student?.componentCode ?? "*"] ?? registrars["*"];
    if (desk)
      lines.push(t("registrar", { name: desk.name[locale], place: desk.place[locale], hours: desk.hours[locale] }));
  }
  return { title: t(`${reason}.title`), lines, help: { href: helpOf[reason], label: t("help") } };
}

export async function cardErrors(violations: readonly Violation[]): Promise<Record<string, string>> {
  const t = await getTranslations("deskReset.errors");
  return Object.fromEntries(
    violations.map(({ field }) => [field, t(field === "cardChecked" ? "notChecked" : "format")]),
  );
}

export async function takeOverRefused(
  refused: Extract<ConfirmationOutcome, { ok: false }>,
  login: string,
): Promise<FormState["alert"]> {
  const t = await getTranslations("deskReset.frozen");
  if (refused.reason !== "too-many-tries") return { title: t("wrong"), lines: [t("wrongText", { login })] };
  const hour = await tooEarly(refused.retryAt);
  return { title: t("tooMany"), lines: [t("tooManyText", { hour })] };
}

/** Answers 429, and says from which hour one may try again. */
async function tooEarly(retryAt: Date): Promise<string> {
  const { clock, institution } = services();
  answerWith(429, { "retry-after": String(secondsUntil(retryAt, clock.now())) });
  return hourOf(retryAt, await getLocale(), institution.timeZone);
}
