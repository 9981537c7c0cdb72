import "server-only";
import { lightAccent } from "@/lib/look/accent";
import { decorate, inks } from "./pen";

/** Left edge, right edge and width of the text on an A4 page, in points. */
export const page = { left: 48, right: 547, width: 499 } as const;

/** Draws the woven edge found on every page of the service: thin, thick, thin. */
export function drawSelvedge(doc: PDFKit.PDFDocument, y: number, accent: string): void {
  for (const [top, height] of [
    [0, 1.2],
    [3, 5],
    [9.8, 1.2],
  ] as const) {
    doc.rect(page.left, y + top, page.width, height).fill(accent);
  }
}

/**
 * Draws the head of every paper: the selvedge in the institution's colour, and its logo (from `openImage`), or two
 * arches when it has none for paper. Decorative: reading programs skip it.
 */
export function drawHead(doc: PDFKit.PDFDocument, institutionAccent: string, logo: Buffer | null): void {
  const { accent } = lightAccent(institutionAccent);
  decorate(doc, () => drawSelvedge(doc, 30, accent));
  decorate(doc, () => (logo ? doc.image(logo, page.left, 52, { fit: [40, 42] }) : drawArches(doc, accent)));
}

function drawArches(doc: PDFKit.PDFDocument, accent: string): void {
  doc.translate(page.left, 54).scale(0.86).lineWidth(4);
  doc.path("M2 42V18a10 10 0 0 1 20 0v24").stroke(accent);
  doc.path("M18 42V18a10 10 0 0 1 20 0v24").stroke(inks.text);
}
