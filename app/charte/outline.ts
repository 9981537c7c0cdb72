import { marked, type Token, type Tokens } from "marked";

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

/** Returns the charter without its first heading, its title, which the page shows as its own. */
export function blocksBelowTitle(markdown: string): Token[] {
  return tokensOf(markdown).filter((token, index) => !(index === 0 && isHeading(token) && token.depth === 1));
}

/** Returns the charter's headings of the first two levels, without their numbers, for its table of contents. */
export function outlineOf(markdown: string): { anchor: string; title: string }[] {
  return blocksBelowTitle(markdown)
    .filter(isHeading)
    .filter(({ depth }) => depth <= 2)
    .map((token) => ({ anchor: anchorOf(token.text), title: token.text.replace(numbering, "") }));
}

/** Returns the reading time, at a careful reader's pace: 220 words a minute. */
export function minutesToRead(markdown: string): number {
  return Math.max(1, Math.round(markdown.split(/\s+/).length / 220));
}

/** One that nests deeper than the parser follows (its stack is full) is one block, shown as the text that it is. */
function tokensOf(markdown: string): Token[] {
  try {
    return marked.lexer(markdown);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ type: "text", raw: markdown, text: markdown }];
  }
}

function isHeading(token: Token): token is Tokens.Heading {
  return token.type === "heading";
}
