import type { Messages } from "@/messages/catalogue";
import type { PasswordFault, PasswordViolation } from "./check";
import { liveRules, type PasswordRules } from "./live-rules";
import type { DirectoryReason, RefusedPassword } from "./refused-password";

type PasswordSentenceKey = keyof Messages["passwordPolicy"]["refusals"];

/** The keys, under `passwordPolicy.refusals`, of what to do about our rules and the directory's own. */
const ownSentences: Record<PasswordViolation, PasswordSentenceKey> = {
  "too-short": "tooShort",
  "too-long": "tooLong",
  "no-letter": "noLetter",
  "no-digit": "noDigit",
  "forbidden-character": "forbiddenCharacter",
  "dictionary-word": "dictionaryWord",
  "too-common": "tooCommon",
  "personal-data": "personalData",
  mismatch: "mismatch",
};
const sentencesOfReasons: Record<DirectoryReason | "provisional-password", PasswordSentenceKey> = {
  "provisional-password": "provisionalPassword",
  "too-short": "directoryTooShort",
  "in-history": "directoryInHistory",
  "too-young": "directoryTooYoung",
  quality: "directoryQuality",
  "not-allowed": "directoryNotAllowed",
};

type Translate = (key: PasswordSentenceKey, values: Record<string, string | number>) => string;

/**
 * Returns one sentence per fault, by field, ready for a form's `errors`. `t` is the translator of
 * `passwordPolicy.refusals`. Only the forbidden characters that were typed are ever repeated. An empty password gets a
 * sentence alone, in no list: the form's own list of rules says the rest.
 */
export function passwordErrors(
  t: Translate,
  faults: readonly RefusedPassword[],
  typed: string,
  rules: PasswordRules,
): Partial<Record<PasswordFault["field"], string | string[]>> {
  if (typed === "") return { newPassword: t("empty", {}) };
  const { forbidden } = liveRules(typed, rules);
  const printable = forbidden.filter((character) => rules.forbiddenCharacters.includes(character));
  const values = {
    minLength: rules.minLength,
    forbidden: [...rules.forbiddenCharacters].join(" "),
    found: printable.join(" "),
    hasFound: printable.length > 0 ? "yes" : "no",
  };
  const errors: Partial<Record<PasswordFault["field"], string[]>> = {};
  for (const fault of faults) {
    const { field } = fault;
    const sentence = "reason" in fault ? sentencesOfReasons[fault.reason] : ownSentences[fault.code];
    errors[field] = [...(errors[field] ?? []), t(sentence, values)];
  }
  return errors;
}
