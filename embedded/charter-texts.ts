import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(process.cwd(), "embedded/charters");

/** Both languages of a text written for the demo university, to be published: one of two versions for students, or that for staff. */
export function charterTexts(version: 1 | 2 | "staff"): { fr: string; en: string } {
  const read = (locale: "fr" | "en") => readFileSync(join(folder, `${locale}-${version}.md`), "utf8");
  return { fr: read("fr"), en: read("en") };
}
