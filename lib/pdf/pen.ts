import "server-only";
import { typeface } from "./open-document";
import { printable } from "./printable";

export interface Ink {
  size: number;
  /** Regular when not said. */
  face?: keyof typeof typeface;
  colour?: string;
  width?: number;
  spacing?: number;
  lineGap?: number;
  align?: "left" | "right" | "center";
  /** At most so many points high: what is longer ends in « … ». */
  height?: number;
}

/** Walnut ink, and its softer shade; both pass 7:1 on white. */
export const inks = { text: "#211c17", soft: "#4a443c", line: "#6e685e" } as const;

/** Where the text that was just written ends, in points from the top of the page. */
export type Below = number;

/** Writes text with its top left corner at a point, and answers where it ends. */
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

/** Draws what says nothing by itself: no reading program mentions it. */
export function decorate(doc: PDFKit.PDFDocument, draw: () => void): void {
  doc.markContent("Artifact", { type: "Layout" });
  doc.save();
  draw();
  doc.restore();
  doc.endMarkedContent();
}
