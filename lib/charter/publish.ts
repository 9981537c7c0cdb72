import "server-only";
import { createHash } from "node:crypto";
import type { Database } from "@/db/client";
import type { Population } from "@/lib/population";
import { insertCharter } from "./queries";

/** `major`: everyone accepts it. `editorial`: a correction that changes nobody's rights or duties, so that nobody is asked. */
export type Importance = "major" | "editorial";

export interface NewCharter {
  version: number;
  /** Whose charter it is: students’ when it is not said. */
  population?: Population;
  /** Major when it is not said: the first one always is. */
  importance?: Importance;
  /** From this instant on it is in force, and the one before is not. */
  publishedAt: Date;
  /** Markdown whose first line is its title: `# Charte informatique`. */
  texts: { fr: string; en: string };
}

/** Publishes a version in both languages, or nothing. Throws when the version exists already: what was published does not change. */
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
