import "server-only";
import { getLocale, getTranslations } from "next-intl/server";
import { tooEarly } from "@/app/too-early";
import { type FirstConnection, firstConnectionOf } from "@/lib/desk-reset/first-connection";
import type { ResetRefusal } from "@/lib/desk-reset/rules";
import type { FormState } from "@/lib/forms/form-state";
import type { Violation } from "@/lib/forms/read-input";
import { answerWith } from "@/lib/http/answer";
import { dayInWords } from "@/lib/http/day";
import { services } from "@/lib/services";
import type { ConfirmationOutcome } from "@/lib/session/confirm-staff-password";
import type { CardRefusal } from "./refused-card";

/** For each refusal: its explanation, what staff can do in each case, and who takes over. */
const guidance: Record<ResetRefusal, { help: string; cases: readonly string[]; contact: "registrar" | "it" }> = {
  "unknown-card": { help: "/aide#carte-perdue", cases: ["sameNumber"], contact: "registrar" },
  "card-not-in-force": { help: "/aide#carte-perdue", cases: ["otherCard", "noOtherCard"], contact: "registrar" },
  oneself: { help: "/aide#double-statut", cases: [], contact: "it" },
  "also-staff": { help: "/aide#double-statut", cases: ["where"], contact: "it" },
  "account-suspended": { help: "/aide#compte-suspendu", cases: ["where"], contact: "it" },
  // The case depends on the register: `casesOf`.
  "account-not-activated": { help: "/aide#pas-active-a-temps", cases: [], contact: "registrar" },
};

interface Refused {
  reason: ResetRefusal;
  /** The card's holder; null when it has none. */
  student: { id: string; givenName: string; familyName: string; componentCode: string } | null;
}

/** Returns what staff read about a refused card. */
export async function cardRefused({ reason, student }: Refused, number: string): Promise<CardRefusal> {
  const t = await getTranslations("deskReset.refusals");
  const { help, cases, contact } = guidance[reason];
  const where = await placeOf(contact, student?.componentCode);
  const isWaiting = reason === "account-not-activated" && student;
  const waiting = isWaiting ? await firstConnectionOf(services(), student.id) : null;
  const opensOn = waiting?.opensAt ? await dayOf(waiting.opensAt) : "";
  const { sheetName: sheet } = services().institution;
  const advice = (waiting ? casesOf(waiting) : cases).map((name) => ({
    when: t(`${reason}.${name}.when`, { day: opensOn, sheet }),
    answer: t(`${reason}.${name}.answer`, { where, sheet }),
  }));
  return {
    title: t(`${reason}.title`),
    card: { label: t("card"), number, holder: student && `${student.givenName} ${student.familyName}` },
    notice: { title: t(`${reason}.notice`), text: t(`${reason}.why`, { where }) },
    advice: advice.length > 0 ? { heading: t("advice"), cases: advice } : null,
    help: { href: help, label: t("help") },
    onRecord: t("onRecord"),
    again: reason === "unknown-card" ? null : t("again"),
  };
}

function casesOf({ opensAt, sheet, isEnrolled }: FirstConnection): string[] {
  if (!isEnrolled) return ["notEnrolled"];
  const sheetCase = { good: "withoutSheet", expired: "sheetExpired", none: "noSheet" }[sheet];
  if (opensAt) return [sheet === "good" ? "opensLater" : "opensLaterStill", sheetCase];
  return sheet === "good" ? ["withSheet", sheetCase] : [sheetCase];
}

/** Returns the refusal that arose while the student chose a password, on the desk's screen or on their phone. */
export async function panelStopped(
  { reason, student }: Refused,
  on: "screen" | "phone" = "screen",
): Promise<FormState["alert"]> {
  const t = await getTranslations("deskReset.refusals");
  const { help, contact } = guidance[reason];
  const where = await placeOf(contact, student?.componentCode);
  const lines = [t(`${reason}.why`, { where }), t(on === "phone" ? "backToDesk" : "giveBack")];
  return { title: t(`${reason}.title`), lines, help: { href: help, label: t("help") } };
}

/** Tells the student that the staff member may no longer help, and whom else to see. The screen can be given back. */
export async function helperStopped(on: "screen" | "phone" = "screen"): Promise<FormState["alert"]> {
  answerWith(403);
  const t = await getTranslations("deskReset.panel.helperStopped");
  return seeSomebodyElse(t("why"), on);
}

/** Tells the student that the member of staff must wait: too many cards typed, or people helped, within an hour. */
export async function helperMustWait(on: "screen" | "phone", retryAt: Date): Promise<FormState["alert"]> {
  const t = await getTranslations("deskReset.panel.helperStopped");
  return seeSomebodyElse(t("mustWait", { hour: await tooEarly(retryAt) }), on);
}

async function seeSomebodyElse(why: string, on: "screen" | "phone"): Promise<FormState["alert"]> {
  const t = await getTranslations("deskReset.panel.helperStopped");
  return {
    title: t("title"),
    lines: [why, t(on === "phone" ? "doOnPhone" : "do")],
    help: { href: "/aide#mot-de-passe-oublie", label: t("help") },
  };
}

/** Returns the alert for staff whose use of the desk is suspended for a while, where they type the card. */
export async function deskClosed(retryAt: Date): Promise<FormState["alert"]> {
  const t = await getTranslations("deskReset.refusals");
  const lines = [t("too-many.do", { hour: await tooEarly(retryAt) })];
  return { title: t("too-many.title"), lines, help: { href: "/aide#trop-d-essais", label: t("help") } };
}

/** Returns the errors of an unticked box, or of a malformed card number. */
export async function cardErrors(violations: readonly Violation[]): Promise<Pick<FormState, "alert" | "errors">> {
  const t = await getTranslations("deskReset.errors");
  const errors = violations.map(({ field }) => [field, t(field === "cardChecked" ? "notChecked" : "format")]);
  return { alert: { title: t("title") }, errors: Object.fromEntries(errors) };
}

/** Returns the answer to an empty password: nobody has tried anything, so it counts for nothing. */
export async function passwordMissing(): Promise<FormState> {
  const t = await getTranslations("session.errors");
  return { alert: { title: t("title") }, errors: { password: t("password") } };
}

export async function takeOverRefused(
  refused: Extract<ConfirmationOutcome, { ok: false }>,
  login: string,
): Promise<FormState["alert"]> {
  const t = await getTranslations("deskReset.frozen");
  if (refused.reason !== "too-many-tries") return { title: t("wrong"), lines: [t("wrongText", { login })] };
  return { title: t("tooMany"), lines: [t("tooManyText", { hour: await tooEarly(refused.retryAt) })] };
}

/** Returns « Scolarité d’Économie, bâtiment C, bureau 12, de 9 h à 16 h, 01 99 00 12 51 » */
async function placeOf(contact: "registrar" | "it", componentCode = "*"): Promise<string> {
  const locale = await getLocale();
  const { it, registrars, phone } = services().institution.help;
  const desk = contact === "it" ? it : (registrars[componentCode] ?? registrars["*"] ?? it);
  return [desk.name[locale], desk.place[locale], desk.hours[locale], desk.phone ?? phone].join(", ");
}

async function dayOf(instant: Date): Promise<string> {
  return dayInWords(instant, await getLocale(), services().institution.timeZone);
}
