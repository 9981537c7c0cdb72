/**
 * Returns a charter's text without its Markdown marks, to compare versions. Paragraphs and lists keep their lines, and
 * a link shows where it leads.
 */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^>[ \t]?/gm, "")
    .replace(/^#{1,6}[ \t]+/gm, "")
    .replace(/^([ \t]*)[-*][ \t]+/gm, "$1• ")
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, "$1 ($2)")
    .replace(/(\*\*|__)(.+?)\1/g, "$2")
    .replace(/(?<!\w)([*_])(\S|\S.*?\S)\1(?!\w)/g, "$2")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
