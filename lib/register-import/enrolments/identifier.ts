import type { PopulationRules } from "@/lib/population";

/** Identifiers made for students whom the registrar's system gave none: `prenom.nom`, `prenom.nom01`… */

/** What an identifier made here must look like: the directory is never asked whose another is. */
export type IdentifierRules = Pick<PopulationRules, "identifier" | "domain">;

/** Letters that Unicode does not decompose, and the French ligatures. */
const letters: Record<string, string> = {
  œ: "oe",
  æ: "ae",
  ß: "ss",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  ı: "i",
  þ: "th",
};

/** The local part has at most 64 characters (RFC 5321, 4.5.3.1.1), three of which are kept for a number. */
const longestBase = 61;

/**
 * Returns a person's identifier without number or domain: `lea-marie.de-la-tour` for Léa Marie de La Tour,
 * `zoe.dangelo` for D’Angelo. Accents and ligatures are folded and apostrophes dropped; spaces and hyphens become
 * hyphens, so that a particle stays a word. Null when nothing is left of one of the names, for example when it is not
 * in Latin letters.
 */
export function identifierBase(givenName: string, familyName: string): string | null {
  const given = folded(givenName);
  const family = folded(familyName);
  if (!/^[a-z]/.test(given) || !family) return null;
  return shortened(`${given}.${family}`);
}

/** True when an identifier of the institution's shape can be made of these names. */
export function isNameable(givenName: string, familyName: string, { identifier, domain }: IdentifierRules): boolean {
  const base = identifierBase(givenName, familyName);
  return base !== null && identifier.test(`${base}@${domain}`);
}

/** Yields this base's identifiers in order. The first that nobody ever had is used, so that none changes hands. */
export function* candidates(base: string): Generator<string> {
  yield base;
  for (let number = 1; number < 1_000; number++) yield `${base}${String(number).padStart(2, "0")}`;
}

function folded(name: string): string {
  return name
    .toLowerCase()
    .replace(/[œæßøđðłıþ]/g, (letter) => letters[letter] ?? "")
    .normalize("NFD")
    .replace(/\p{M}|['’ʼ‘`]/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

function shortened(base: string): string {
  if (base.length <= longestBase) return base;
  return base.slice(0, longestBase).replace(/[.-][^.-]*$/, "");
}
