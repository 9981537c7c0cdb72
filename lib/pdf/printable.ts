/** Spaces that the typeface lacks, as the nearest that it has. */
const thinSpaces = /[\u202F\u2009]/g;

/** What pdfkit keeps of an embedded font: fontkit's own object, of which its types say nothing. */
interface Embedded {
  _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

/** What each font prints of each letter: asked once, of the hundred or so that a document has. */
const printed = new WeakMap<object, Map<string, string>>();

/**
 * The text as the document's typeface can print it. A letter that it lacks keeps the marks that it has (« ễ » is printed « ê », « ō »
 * is printed « o »), so that nobody's name holds an empty box.
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
