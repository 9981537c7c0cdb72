import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(process.cwd(), "embedded/charters");

/** Returns both languages of a charter of the demo university: one of the students' two versions, or the staff's. */
export function charterTexts(version: 1 | 2 | "staff"): { fr: string; en: string } {
  const read = (locale: "fr" | "en") => readFileSync(join(folder, `${locale}-${version}.md`), "utf8");
  return { fr: read("fr"), en: read("en") };
}
