import "server-only";
import { typeface } from "./open-document";
import { printable } from "./printable";

export interface Ink {
  size: number;
  /** Regular by default. */
  face?: keyof typeof typeface;
  colour?: string;
  width?: number;
  spacing?: number;
  lineGap?: number;
  align?: "left" | "right" | "center";
  /** Maximum height in points: longer text ends in « … ». */
  height?: number;
}

/** Walnut ink, and its softer shade; both pass 7:1 on white. */
export const inks = { text: "#211c17", soft: "#4a443c", line: "#6e685e" } as const;

/** Where the text just written ends, in points from the top of the page. */
export type Below = number;

/** Writes text with its top left corner at a point, and returns where it ends. */
export function write(doc: PDFKit.PDFDocument, text: string, [x, y]: readonly [number, number], ink: Ink): Below {
  const { size, face = "regular", colour = inks.text, width = 499, spacing = 0, lineGap = 0, align, height } = ink;
  doc.font(typeface[face]).fontSize(size).fillColor(colour);
  doc.text(printable(doc, text), x, y, {
    width,
    characterSpacing: spacing,
    lineGap,
    align,
    height,
    ellipsis: height !== undefined,
  });
  return doc.y;
}

/** Returns the height of what `write` would write. */
export function heightOf(doc: PDFKit.PDFDocument, text: string, ink: Ink): number {
  const { size, face = "regular", width = 499, spacing = 0, lineGap = 0, height = Infinity } = ink;
  doc.font(typeface[face]).fontSize(size);
  return Math.min(height, doc.heightOfString(printable(doc, text), { width, characterSpacing: spacing, lineGap }));
}

/** Draws decoration, which reading programs skip. */
export function decorate(doc: PDFKit.PDFDocument, draw: () => void): void {
  doc.markContent("Artifact", { type: "Layout" });
  doc.save();
  draw();
  doc.restore();
  doc.endMarkedContent();
}
