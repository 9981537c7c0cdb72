import { coreOf, fold } from "./fold";

/** What is known about a password's owner, and must not be found in the password. */
export interface Person {
  givenName: string;
  familyName: string;
  /** `camille.martin@etu.univ.example`, or a staff login. The domain is everyone's, and is ignored. */
  identifier: string;
  /** Card numbers with their leading letter: `E2600101`. */
  cardNumbers: string[];
  /** `YYYY-MM-DD`, or empty when unknown. */
  birthDate: string;
}

/** A part of at least this length is refused anywhere in a password; a shorter one only as the whole of its core. */
const tellingLength = 4;

/** True when the password contains what others know about its owner. */
export function holdsPersonalData(password: string, person: Person): boolean {
  const folded = fold(password);
  const core = coreOf(folded);
  const parts = partsOf(person);
  if (parts.some((part) => (part.length >= tellingLength ? folded.includes(part) : core === part))) return true;
  return isBirthDate(folded, person.birthDate);
}

function partsOf(person: Person): string[] {
  const [local = ""] = person.identifier.split("@");
  const texts = [person.givenName, person.familyName, local, ...person.cardNumbers].map(fold);
  const pieces = texts.flatMap((text) => text.split(/[^\p{L}\p{Nd}]+/u));
  const joined = texts.map((text) => text.replace(/[^\p{L}\p{Nd}]+/gu, ""));
  const digits = person.cardNumbers.map((number) => number.replace(/\D+/g, ""));
  return [...new Set([...pieces, ...joined, ...digits])].filter(Boolean);
}

/** True when the password contains the birth date and fewer than four letters: it is then little else. */
function isBirthDate(folded: string, birthDate: string): boolean {
  const [year, month, day] = birthDate.split("-");
  if (!year || !month || !day) return false;
  const compact = folded.replace(/[^\p{L}\p{Nd}]+/gu, "");
  if (compact.replace(/[^\p{L}]+/gu, "").length >= tellingLength) return false;
  const [d, m, y] = [String(Number(day)), String(Number(month)), year.slice(2)];
  const writings = [
    day + month + year,
    day + month + y,
    year + month + day,
    y + month + day,
    month + day + year,
    month + day + y,
    d + m + year,
    d + m + y,
  ];
  return writings.some((writing) => compact.includes(writing));
}
