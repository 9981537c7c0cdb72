import "server-only";
import { type Ink, write } from "./pen";

/** A part of a page being drawn: `say` writes text under a role that reading programs know, `add` groups. */
export interface Part {
  say(
    role: "P" | "H1" | "H2" | "Lbl" | "LBody",
    text: string,
    at: readonly [number, number],
    ink: Ink,
    lang?: string,
  ): number;
  add(role: "L" | "LI" | "Sect", fill: (part: Part) => void): void;
  figure(alt: string, box: readonly [number, number, number, number], draw: () => void): void;
}

/** The part that this structure element is. */
export function partOf(doc: PDFKit.PDFDocument, element: PDFKit.PDFStructureElement): Part {
  return {
    say(role, text, at, ink, lang) {
      let below = 0;
      element.add(
        doc.struct(role, lang ? { lang } : {}, () => {
          below = write(doc, text, at, ink);
        }),
      );
      return below;
    },
    add(role, fill) {
      const group = doc.struct(role);
      element.add(group);
      fill(partOf(doc, group));
      group.end();
    },
    figure(alt, [left, top, right, bottom], draw) {
      // PDF/UA asks where a figure stands; pdfkit writes it, its types do not say so yet.
      const options = { alt, bbox: [left, top, right, bottom], placement: "Block" };
      element.add(doc.struct("Figure", options, draw));
    },
  };
}
