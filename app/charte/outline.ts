import { marked, type Tokens } from "marked";

const numbering = /^\d+\.\s+/;

/** Returns a heading's anchor: `4. Vos données` gives `vos-donnees`, so that a link to it survives a renumbering. */
export function anchorOf(heading: string): string {
  return heading
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(numbering, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** Returns the charter's second-level headings, without their numbers, for its table of contents. */
export function outlineOf(markdown: string): { anchor: string; title: string }[] {
  return marked
    .lexer(markdown)
    .filter((token): token is Tokens.Heading => token.type === "heading" && token.depth === 2)
    .map((token) => ({ anchor: anchorOf(token.text), title: token.text.replace(numbering, "") }));
}

/** Returns the reading time, at a careful reader's pace: 220 words a minute. */
export function minutesToRead(markdown: string): number {
  return Math.max(1, Math.round(markdown.split(/\s+/).length / 220));
}
