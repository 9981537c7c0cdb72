import "server-only";
import type { Database } from "@/db/client";
import type { Locale } from "@/lib/http/locale";
import type { Population } from "@/lib/population";
import { selectInForce, selectPublished, type Whose } from "./queries";

/** The text of one version of the charter in one language, letter for letter as people accept it. */
export interface CharterText {
  version: number;
  population: Population;
  locale: Locale;
  title: string;
  markdown: string;
  /** SHA-256 of `markdown` in UTF-8, in hexadecimal. */
  sha256: string;
  publishedAt: Date;
}

/** Returns the charter in force, or null when there is none, for example in a demo on somebody else's database. */
export async function charterInForceIfAny(
  db: Database,
  now: Date,
  locale: Locale,
  whose: Whose,
): Promise<CharterText | null> {
  return (await selectInForce(db, now, locale, whose)) ?? null;
}

/**
 * Returns the charter in force at `now` for a population, or for the population of a person of the register. Throws
 * when none was ever published: an institution starts by publishing one for each.
 */
export async function charterInForce(db: Database, now: Date, locale: Locale, whose: Whose): Promise<CharterText> {
  const text = await charterInForceIfAny(db, now, locale, whose);
  if (!text) throw new Error(`no charter is in force in ${locale} for ${JSON.stringify(whose)}`);
  return text;
}

/** Returns the text of a version that is or was in force, for people who accepted it; null when there is none. */
export async function publishedCharter(
  db: Database,
  now: Date,
  version: number,
  locale: Locale,
): Promise<CharterText | null> {
  return (await selectPublished(db, now, version, locale)) ?? null;
}
