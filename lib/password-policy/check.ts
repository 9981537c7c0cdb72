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
 * Returns every rule that a new password breaks, in the order in which the page lists them. Returns none when the
 * password may be sent to the directory, as `normalisePassword` returns it. Takes a few milliseconds once the
 * dictionaries are loaded.
 */
export function checkNewPassword(typed: NewPassword, person: Person, rules: PasswordRules): PasswordFault[] {
  const password = normalisePassword(typed.newPassword);
  const live = liveRules(password, rules);
  const readings = oneWordReadings(password);
  const broken: Record<PasswordViolation, boolean> = {
    "too-short": !live.isLongEnough,
    "too-long": live.isTooLong,
    "no-letter": !live.hasLetter,
    "no-digit": !live.hasDigit,
    "forbidden-character": live.forbidden.length > 0,
    "dictionary-word": readings.some((reading) => words().dictionary.has(reading)),
    "too-common": isTooCommon(password, readings),
    "personal-data": holdsPersonalData(password, person),
    mismatch: password !== normalisePassword(typed.newPasswordConfirmation),
  };
  return (Object.keys(broken) as PasswordViolation[])
    .filter((code) => broken[code])
    .map((code) => ({ field: code === "mismatch" ? "newPasswordConfirmation" : "newPassword", code }));
}

/** In characters: a shorter reading is too short to count as a word. */
const shortestWord = 4;

/** True for what attackers try first: a password of the common list, or only keyboard runs. */
function isTooCommon(password: string, readings: string[]): boolean {
  const { common, dictionary } = words();
  const folded = fold(password);
  if (common.has(folded) || isSequence(folded) || isSequence(coreOf(folded))) return true;
  // « soleil » is on the list as well: being a word is reason enough, and one sentence is clearer than two.
  return readings.some((reading) => common.has(reading) && !dictionary.has(reading));
}

/** How many signs at each end may be letters in disguise: `5oleil`, `B1bl10th3qu3!`. */
const disguises = [0, 1, 2];

/**
 * Returns every word that the whole password may stand for, with or without the signs at its ends: forwards, backwards,
 * in leet (`S0leil2026`). A word among others is accepted: `Nuage-27-Fougere` has no such reading.
 */
function oneWordReadings(password: string): string[] {
  const folded = fold(password);
  const core = coreOf(folded);
  const start = folded.indexOf(core);
  const end = start + core.length;
  const trimmed = disguises.flatMap((before) =>
    disguises.map((after) => folded.slice(Math.max(start - before, 0), end + after)),
  );
  const { longest } = words();
  return [...new Set([...trimmed, folded])]
    .filter((text) => text.length >= shortestWord && text.length <= longest)
    .flatMap((text) => [text, [...text].reverse().join(""), ...leetReadings(text)]);
}
