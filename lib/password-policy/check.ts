import "server-only";
import { coreOf, fold } from "./fold";
import { leetReadings } from "./leet";
import { liveRules, type PasswordRules } from "./live-rules";
import { normalisePassword } from "./normalise";
import { holdsPersonalData, type Person } from "./personal-data";
import { isSequence } from "./sequences";
import { words } from "./words";

export type PasswordViolation =
  | "too-short"
  | "too-long"
  | "no-digit"
  | "no-letter"
  | "forbidden-character"
  | "dictionary-word"
  | "too-common"
  | "personal-data"
  | "mismatch";

export interface NewPassword {
  newPassword: string;
  newPasswordConfirmation: string;
}

export interface PasswordFault {
  field: keyof NewPassword;
  code: PasswordViolation;
}

/**
 * Every rule that a new password breaks, all of them at once, in the order in which the page lists them; none when it may be sent to
 * the directory, in the form that `normalisePassword` gives it. Takes a few milliseconds once the dictionaries are loaded.
 */
export function checkNewPassword(typed: NewPassword, person: Person, rules: PasswordRules): PasswordFault[] {
  const password = normalisePassword(typed.newPassword);
  const live = liveRules(password, rules);
  const broken: Record<PasswordViolation, boolean> = {
    "too-short": !live.isLongEnough,
    "too-long": live.isTooLong,
    "no-letter": !live.hasLetter,
    "no-digit": !live.hasDigit,
    "forbidden-character": live.forbidden.length > 0,
    "dictionary-word": isDictionaryWord(password),
    "too-common": isTooCommon(password),
    "personal-data": holdsPersonalData(password, person),
    mismatch: password !== normalisePassword(typed.newPasswordConfirmation),
  };
  return (Object.keys(broken) as PasswordViolation[])
    .filter((code) => broken[code])
    .map((code) => ({ field: code === "mismatch" ? "newPasswordConfirmation" : "newPassword", code }));
}

/** Shorter, a core is no word to be guessed: `Le-42-chat` is not « le ». */
const shortestCore = 4;

/**
 * True when one word, forwards, backwards or in leet, is all that is left of the password once its ends are bare: `Bibliotheque1`,
 * `S0leil2026`. A word among others is no reason: `Nuage-27-Fougere` is welcome.
 */
function isDictionaryWord(password: string): boolean {
  const { dictionary } = words();
  return oneWordReadings(password).some((reading) => dictionary.has(reading));
}

function isTooCommon(password: string): boolean {
  const { common, dictionary } = words();
  const folded = fold(password);
  if (common.has(folded) || isSequence(folded) || isSequence(coreOf(folded))) return true;
  return oneWordReadings(password).some((reading) => common.has(reading) && !dictionary.has(reading));
}

function oneWordReadings(password: string): string[] {
  const folded = fold(password);
  const longest = words().longest;
  return [coreOf(folded), folded]
    .filter((text) => text.replace(/[^\p{L}]+/gu, "").length >= shortestCore && text.length <= longest)
    .flatMap((text) => [text, [...text].reverse().join(""), ...leetReadings(text)]);
}
