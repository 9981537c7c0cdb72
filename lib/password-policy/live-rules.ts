import { normalisePassword } from "./normalise";

/** The part of the rules that an institution may set, as `passwordRules` of its file. */
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
  /** The forbidden characters that were typed, each once, in the order of typing. What nobody sees is among them. */
  forbidden: string[];
}

const letter = /\p{L}/u;
// Any decimal digit, as any letter: who types ٤٢ on an Arabic keyboard has typed two digits, no easier to guess than 42.
const digit = /\p{Nd}/u;
// What comes along with a text that is pasted, and that nobody could type again: controls, zero-width and direction marks, separators of
// lines, private use; but for the joiner that emoji are made with. Lone surrogates have no UTF-8: two different ones would become one password.
const unprintable = /(?!\u200d)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

/** What can be said of a password without any dictionary: small and pure, so that the page says it as one types. */
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
