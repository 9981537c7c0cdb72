import "server-only";
import { createTranslator } from "use-intl/core";
import { dayInWords } from "@/lib/http/day";
import type { Locale } from "@/lib/http/locale";
import { openingOf } from "@/lib/opening";
import { addressWords, type Population, type PopulationRules } from "@/lib/population";
import { lastInstantOf } from "@/lib/sheet-in-force/validity";
import { messages } from "@/messages/catalogue";
import type { Press } from "./press";
import type { Sheet } from "./sheet";

const translator = (locale: Locale) =>
  createTranslator({ locale, messages: messages[locale], namespace: "sheets.paper" });

/** The sentences on paper: French, and English for what a person with little French must understand. */
export const paper = { fr: translator("fr"), en: translator("en") } as const;

/** Returns what a sheet's QR code holds: the first connection's first page, with the identifier. Never the password. */
export function addressOf(identifier: string, population: Population, publicUrl: string): string {
  return `${publicUrl}/premiere-connexion/${addressWords[population]}?identifiant=${encodeURIComponent(identifier)}`;
}

/** Returns an address as people type it: `compte.univ.example`. */
export function typedAddress(url: string): string {
  return url.replace(/^https:\/\//, "");
}

/** Returns the sentence that says until when the sheet is valid, and from when if that day is still to come. */
export function when(sheet: Sheet, rules: PopulationRules, locale: Locale): string {
  const { timeZone } = rules;
  const until = dayInWords(lastInstantOf(sheet.expiresAt), locale, timeZone, true);
  const opensAt = openingOf(sheet.enrolledOn, rules);
  if (opensAt <= sheet.issuedAt) return paper[locale]("when", { until });
  return paper[locale]("whenLater", { from: dayInWords(opensAt, locale, timeZone, true), until });
}

/** Returns the four steps of the wizard, in order. */
export function steps(
  { institution, population, publicUrl }: Pick<Press, "institution" | "population" | "publicUrl">,
  locale: Locale,
): string[] {
  const { minLength, advisedLength, forbiddenCharacters } = institution.passwordRules;
  const forbidden = `${Array.from(forbiddenCharacters).join(" ")}.`;
  const t = paper[locale];
  return [
    t("step1", { address: typedAddress(publicUrl), door: t(`door.${population}`) }),
    t("step2"),
    t("step3"),
    t("step4", { min: minLength, advised: advisedLength, forbidden }),
  ];
}

/** Returns what the register says as labels and values, without empty ones. */
export function factsOf(sheet: Sheet, population: Population): [label: string, value: string][] {
  const t = paper.fr;
  const day = writtenDay(sheet.birthDate);
  const birth = sheet.birthPlace ? t("birthPlace", { day, place: sheet.birthPlace }) : day;
  const facts: [string, string | null][] = [
    [t("birthName"), sheet.birthName === sheet.familyName ? null : sheet.birthName],
    [t("birth"), birth],
    [t(`component.${population}`), sheet.componentName],
    [t(`stages.${population}`), sheet.stages.join("\n")],
    [t("status"), sheet.status ?? (population === "student" ? t("student") : null)],
    [t("arrival"), population === "staff" ? writtenDay(sheet.enrolledOn) : null],
    [t("mail"), sheet.mail],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}

/** Returns a day of the register in words: « 17 avril 2007 ». */
function writtenDay(day: string): string {
  return dayInWords(new Date(`${day}T12:00:00Z`), "fr", "UTC", true);
}
