import type { Messages } from "@/messages/catalogue";
import type { PasswordFault, PasswordViolation } from "./check";
import { liveRules, type PasswordRules } from "./live-rules";

/** What is said of a new password that is refused: by our rules, or by the directory's own. */
export type NewPasswordRefusal = PasswordViolation | "refused-by-directory";

export type PasswordSentenceKey = keyof Messages["passwordPolicy"]["refusals"];

/** Key, under `passwordPolicy.refusals`, of the sentence that says what to do about it. */
export const passwordSentences: Record<NewPasswordRefusal, PasswordSentenceKey> = {
  "too-short": "tooShort",
  "too-long": "tooLong",
  "no-letter": "noLetter",
  "no-digit": "noDigit",
  "forbidden-character": "forbiddenCharacter",
  "dictionary-word": "dictionaryWord",
  "too-common": "tooCommon",
  "personal-data": "personalData",
  mismatch: "mismatch",
  "refused-by-directory": "refusedByDirectory",
};

type Translate = (key: PasswordSentenceKey, values: Record<string, string | number>) => string;

/**
 * One text a field, of one sentence a fault, ready for a form's `errors`. `t` is the translator of `passwordPolicy.refusals`; of what
 * was typed, only the forbidden characters are ever repeated.
 */
export function passwordErrors(
  t: Translate,
  faults: readonly (PasswordFault | { field: PasswordFault["field"]; code: "refused-by-directory" })[],
  typed: string,
  rules: PasswordRules,
): Partial<Record<PasswordFault["field"], string>> {
  const { forbidden } = liveRules(typed, rules);
  const printable = forbidden.filter((character) => rules.forbiddenCharacters.includes(character));
  const values = {
    minLength: rules.minLength,
    forbidden: [...rules.forbiddenCharacters].join(" "),
    found: printable.join(" "),
    hasFound: printable.length > 0 ? "yes" : "no",
  };
  const errors: Partial<Record<PasswordFault["field"], string>> = {};
  for (const { field, code } of faults) {
    const before = errors[field];
    // A sentence that ends on a character to remove has no full stop, until another follows it.
    const ended = before && (/[.!?]$/.test(before) ? before : `${before}.`);
    errors[field] = [ended, t(passwordSentences[code], values)].filter(Boolean).join(" ");
  }
  return errors;
}
