import type { Institution } from "@/lib/institution";

/** What every sheet of a printing shares. */
export interface Press {
  doc: PDFKit.PDFDocument;
  /** The structure element that each sheet becomes a part of. */
  whole: PDFKit.PDFStructureElement;
  institution: Institution;
  publicUrl: string;
}

/** Left edge, right edge and measure of an A4 page, in points. */
export const page = { left: 48, right: 547, width: 499 } as const;

/** The woven edge of every page of the service: thin, thick, thin. */
export function drawSelvedge(doc: PDFKit.PDFDocument, y: number, accent: string): void {
  for (const [top, height] of [
    [0, 1.2],
    [3, 5],
    [9.8, 1.2],
  ] as const) {
    doc.rect(page.left, y + top, page.width, height).fill(accent);
  }
}
