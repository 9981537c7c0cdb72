import "server-only";
import type { Database } from "@/db/client";
import type { Locale } from "@/lib/http/locale";
import type { Population } from "@/lib/population";
import { selectInForce, selectPublished, type Whose } from "./queries";

/** The text of a version of the charter in one language, letter for letter as it is accepted. */
export interface CharterText {
  version: number;
  population: Population;
  locale: Locale;
  title: string;
  markdown: string;
  /** Of `markdown` in UTF-8, in hexadecimal. */
  sha256: string;
  publishedAt: Date;
}

/** As `charterInForce`; null while none is, as on a demonstration whose database is somebody else's. */
export async function charterInForceIfAny(
  db: Database,
  now: Date,
  locale: Locale,
  whose: Whose,
): Promise<CharterText | null> {
  return (await selectInForce(db, now, locale, whose)) ?? null;
}

/**
 * The charter in force at `now` for a population, or for that of a person of the register. Throws when none was ever published: an
 * institution begins by publishing one for each.
 */
export async function charterInForce(db: Database, now: Date, locale: Locale, whose: Whose): Promise<CharterText> {
  const text = await charterInForceIfAny(db, now, locale, whose);
  if (!text) throw new Error(`no charter is in force in ${locale} for ${JSON.stringify(whose)}`);
  return text;
}

/** The text of a version that is or was in force, for whoever accepted it; null when there is none of that number. */
export async function publishedCharter(
  db: Database,
  now: Date,
  version: number,
  locale: Locale,
): Promise<CharterText | null> {
  return (await selectPublished(db, now, version, locale)) ?? null;
}
