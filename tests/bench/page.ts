import { readFileSync, writeFileSync } from "node:fs";

const page = "docs/performance.md";

/** The parts of `docs/performance.md`, in their order. Each bench writes its own and leaves the others. */
const parts = ["desk-reset", "import", "sheets", "search"] as const;
type Part = (typeof parts)[number];

/** What is said beside a goal, so that nobody has to compare by themselves. */
export function isReached(holds: boolean): string {
  return holds ? "reached" : "not reached";
}

/** Writes one part of the page in the place of what its last run wrote. */
export function writeSection(part: Part, text: string): void {
  const all = new Map(sectionsOf(readFileSync(page, "utf8")));
  all.set(part, text.trim());
  const written = parts.flatMap((name) => {
    const section = all.get(name);
    return section ? [`<!-- ${name} -->\n\n${section}\n`] : [];
  });
  writeFileSync(page, written.join("\n"));
}

/** What stands after the mark of each part. A page without marks is that of the desk reset, which came first. */
function sectionsOf(text: string): [Part, string][] {
  const marked = text.startsWith("<!-- ") ? text : `<!-- desk-reset -->\n\n${text}`;
  return parts.flatMap((part): [Part, string][] => {
    const [, section] =
      new RegExp(`<!-- ${part} -->([\\s\\S]*?)(?=<!-- (?:${parts.join("|")}) -->|$)`).exec(marked) ?? [];
    return section ? [[part, section.trim()]] : [];
  });
}
