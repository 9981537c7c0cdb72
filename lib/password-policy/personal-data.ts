import { coreOf, fold } from "./fold";

/** What is known of the owner of a password, none of which may be found in it. */
export interface Person {
  givenName: string;
  familyName: string;
  /** `camille.martin@etu.univ.example`, or a staff login: the domain is everyone's, and is left out. */
  identifier: string;
  /** With their leading letter: `E2600101`. */
  cardNumbers: string[];
  /** `YYYY-MM-DD`, or empty when it is not known. */
  birthDate: string;
}

/** From this length on, a part is refused anywhere in a password. */
const tellingLength = 4;

/** True when the password is made of what others know of its owner. */
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

/** The birth date counts when no word of four letters stands beside it: it is then all that the password is made of. */
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
