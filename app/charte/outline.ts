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

/**
 * Returns the depth of the headings that divide the charter: 2, or 1 when it has others of the first level than its
 * title.
 */
export function depthOfParts(blocks: Token[]): number {
  return blocks.some((token) => isHeading(token) && token.depth === 1) ? 1 : 2;
}

/** Returns the headings that divide the charter, without their numbers, for its table of contents. */
export function outlineOf(markdown: string): { anchor: string; title: string }[] {
  const blocks = blocksBelowTitle(markdown);
  const parts = depthOfParts(blocks);
  return blocks
    .filter(isHeading)
    .filter(({ depth }) => depth === parts)
    .map((token) => ({ anchor: anchorOf(token.text), title: token.text.replace(numbering, "") }));
}

/** Returns the reading time, at a careful reader's pace: 220 words a minute. */
export function minutesToRead(markdown: string): number {
  return Math.max(1, Math.round(markdown.split(/\s+/).length / 220));
}

/** How deep a block may nest: no charter needs as much, and React could not render much more. */
const deepest = 20;

/** Returns the blocks of a text. A block that nests too deep, even for the parser, becomes the text that it is. */
function tokensOf(markdown: string): Token[] {
  try {
    return marked.lexer(markdown).map((token) => (isTooDeep(token) ? asText(token.raw) : token));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [asText(markdown)];
  }
}

function isTooDeep(token: Token, left = deepest): boolean {
  const { tokens = [], items = [] } = token as Partial<Tokens.List & { tokens: Token[] }>;
  return left === 0 || [...tokens, ...items].some((inner) => isTooDeep(inner, left - 1));
}

const asText = (raw: string): Token => ({ type: "text", raw, text: raw });

function isHeading(token: Token): token is Tokens.Heading {
  return token.type === "heading";
}
