import "server-only";
import type { Database } from "@/db/client";
import type { Locale } from "@/lib/http/locale";
import { selectInForce, selectPublished } from "./queries";

/** The text of a version of the charter in one language, letter for letter as it is accepted. */
export interface CharterText {
  version: number;
  locale: Locale;
  title: string;
  markdown: string;
  /** Of `markdown` in UTF-8, in hexadecimal. */
  sha256: string;
  publishedAt: Date;
}

/** The charter in force at `now`. Throws when none was ever published: an institution begins by publishing one. */
export async function charterInForce(db: Database, now: Date, locale: Locale): Promise<CharterText> {
  const text = await selectInForce(db, now, locale);
  if (!text) throw new Error(`no charter is in force in ${locale}`);
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
