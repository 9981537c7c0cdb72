import "server-only";
import { createHash } from "node:crypto";
import type { Database } from "@/db/client";
import type { Population } from "@/lib/population";
import { insertCharter } from "./queries";

/** `major`: everyone must accept it. `editorial`: a correction that changes no rights or duties, so nobody is asked. */
export type Importance = "major" | "editorial";

export interface NewCharter {
  version: number;
  /** The population that it binds; students by default. */
  population?: Population;
  /** Major by default, as the first version always is. */
  importance?: Importance;
  /** The instant from which it is in force, and the previous one is not. */
  publishedAt: Date;
  /** Markdown whose first line is its title: `# Charte informatique`. */
  texts: { fr: string; en: string };
}

/** Publishes a version in both languages, or nothing. Throws when it exists: a published version does not change. */
export async function publishCharter(
  db: Database,
  { version, population = "student", publishedAt, importance = "major", texts }: NewCharter,
): Promise<void> {
  await insertCharter(db, { version, population, publishedAt, importance }, [
    { locale: "fr", ...titledAndHashed(texts.fr) },
    { locale: "en", ...titledAndHashed(texts.en) },
  ]);
}

function titledAndHashed(markdown: string) {
  const [, title] = /^# (.+)\n/.exec(markdown) ?? [];
  if (!title) throw new Error("a charter begins with its title, on a line of its own");
  return { title, markdown, sha256: createHash("sha256").update(markdown).digest("hex") };
}
