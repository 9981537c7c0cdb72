import "server-only";
import { decorate, heightOf, type Ink, write } from "./pen";

/** A part of a page: `say` writes text under a role that reading programs know, `add` groups parts. */
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
  /** Draws what reading programs skip. */
  decorate(draw: () => void): void;
}

/** Returns the part for this structure element. */
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
      // PDF/UA requires a figure's position; pdfkit writes it, but its types do not have it yet.
      const options = { alt, bbox: [left, top, right, bottom], placement: "Block" };
      element.add(doc.struct("Figure", options, draw));
    },
    decorate: (draw) => decorate(doc, draw),
  };
}

/**
 * Returns a part on which nothing is drawn: its `say` only returns where the text would end. It remembers each text,
 * because measuring takes as long as writing, and most of what a page says is on the next one too.
 */
export function rulerOf(doc: PDFKit.PDFDocument): Part {
  const heights = new Map<string, number>();
  const ruler: Part = {
    say(_role, text, [, y], ink) {
      const key = JSON.stringify([text, ink]);
      const height = heights.get(key) ?? heightOf(doc, text, ink);
      heights.set(key, height);
      return y + height;
    },
    add: (_role, fill) => fill(ruler),
    figure() {},
    decorate() {},
  };
  return ruler;
}
