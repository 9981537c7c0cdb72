/** Spaces that the typeface lacks, replaced with the nearest one that it has. */
const thinSpaces = /[\u202F\u2009]/g;

/** pdfkit's record of an embedded font, with fontkit's own object, which is not in its types. */
interface Embedded {
  _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

/** What each font prints for each letter, looked up once: a document has a hundred or so. */
const printed = new WeakMap<object, Map<string, string>>();

/**
 * Returns the text as the document's typeface can print it. A letter that it lacks keeps the marks that it has (« ễ »
 * becomes « ê », « ō » becomes « o »), so that no name contains an empty box.
 */
export function printable(doc: PDFKit.PDFDocument, text: string): string {
  const { font } = (doc as unknown as Embedded)._font;
  const letters = printed.get(font) ?? new Map([["\n", "\n"]]);
  printed.set(font, letters);
  let out = "";
  for (const letter of text.replace(thinSpaces, "\u00A0").normalize("NFC")) {
    const known = letters.get(letter) ?? nearest(letter, font);
    letters.set(letter, known);
    out += known;
  }
  return out;
}

function nearest(letter: string, font: Embedded["_font"]["font"]): string {
  const has = (text: string) => Array.from(text).every((each) => font.hasGlyphForCodePoint(each.codePointAt(0) ?? 0));
  for (let marks = letter.normalize("NFD"); marks; marks = marks.slice(0, -1)) {
    if (has(marks.normalize("NFC"))) return marks.normalize("NFC");
  }
  return "?";
}
