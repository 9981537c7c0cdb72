/** Spaces that the typeface lacks, as the nearest that it has. */
const thinSpaces = /[\u202F\u2009]/g;

/** What pdfkit keeps of an embedded font: fontkit's own object, of which its types say nothing. */
interface Embedded {
  _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

/**
 * The text as the document's typeface can print it. A letter that it lacks keeps the marks that it has (« ễ » is printed « ê », « ō »
 * is printed « o »), so that nobody's name holds an empty box.
 */
export function printable(doc: PDFKit.PDFDocument, text: string): string {
  const { font } = (doc as unknown as Embedded)._font;
  const has = (letter: string) =>
    Array.from(letter).every((each) => font.hasGlyphForCodePoint(each.codePointAt(0) ?? 0));
  const known = text.replace(thinSpaces, "\u00A0").normalize("NFC");
  return Array.from(known, (letter) => (letter === "\n" ? letter : nearest(letter, has))).join("");
}

function nearest(letter: string, has: (letter: string) => boolean): string {
  for (let marks = letter.normalize("NFD"); marks; marks = marks.slice(0, -1)) {
    if (has(marks.normalize("NFC"))) return marks.normalize("NFC");
  }
  return "?";
}
