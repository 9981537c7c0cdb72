import { marked, type Tokens } from "marked";

/** A heading's anchor: `4. Vos données` is `vos-donnees`, so that a link to it outlives a renumbering. */
export function anchorOf(heading: string): string {
  return heading
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/^[\d.\s]+/, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** The headings of the charter, for its table of contents. */
export function outlineOf(markdown: string): { anchor: string; title: string }[] {
  return marked
    .lexer(markdown)
    .filter((token): token is Tokens.Heading => token.type === "heading" && token.depth === 2)
    .map((token) => ({ anchor: anchorOf(token.text), title: token.text }));
}
