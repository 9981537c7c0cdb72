import { normalisePassword } from "./normalise";

/** The rules that an institution may set, as `passwordRules` in its file. */
export interface PasswordRules {
  /** In characters. */
  minLength: number;
  /** In characters; advised, never required. */
  advisedLength: number;
  /** In bytes of UTF-8. */
  maxBytes: number;
  /** Each character of this text is refused. */
  forbiddenCharacters: string;
}

export interface LiveRules {
  /** In Unicode code points, each counted as one character (NIST SP 800-63B-4, 3.1.1.2). */
  length: number;
  isLongEnough: boolean;
  isTooLong: boolean;
  hasLetter: boolean;
  hasDigit: boolean;
  /** The forbidden characters that were typed, invisible ones included, each once, in the order of typing. */
  forbidden: string[];
}

const letter = /\p{L}/u;
// Any decimal digit, as any letter: a person who types ٤٢ on an Arabic keyboard has typed two digits, as hard to guess
// as 42.
const digit = /\p{Nd}/u;
// What pasted text may bring and nobody could type again: controls, zero-width and direction marks, line separators,
// private use; except the joiner used in emoji. Lone surrogates have no UTF-8 form: two different ones would give the
// same password.
const unprintable = /(?!\u200d)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Returns what can be said about a password without a dictionary: pure and small, for the page to show live. */
export function liveRules(typed: string, rules: PasswordRules): LiveRules {
  const password = normalisePassword(typed);
  const characters = [...password];
  const isForbidden = (character: string) =>
    rules.forbiddenCharacters.includes(character) || unprintable.test(character);
  return {
    length: characters.length,
    isLongEnough: characters.length >= rules.minLength,
    isTooLong: new TextEncoder().encode(password).length > rules.maxBytes,
    hasLetter: letter.test(password),
    hasDigit: digit.test(password),
    forbidden: [...new Set(characters.filter(isForbidden))],
  };
}
