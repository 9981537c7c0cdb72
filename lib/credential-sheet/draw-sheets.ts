import "server-only";
import type { Institution } from "@/lib/institution";
import { openDocument, openImage } from "@/lib/pdf/open-document";
import { page } from "@/lib/pdf/page";
import { partOf, rulerOf } from "@/lib/pdf/part";
import { type Population, rulesOf } from "@/lib/population";
import { drawSheet } from "./draw-sheet";
import { paper } from "./paper-words";
import type { Sheet } from "./sheet";

/** One PDF with a sheet per page, whose bytes can be read while it is drawn. */
export interface Printing {
  draw(sheet: Sheet): void;
  /** Draws a page that says why there is no sheet: no program opens a document without pages. */
  drawNone(): void;
  /** Returns the bytes drawn since the last call; null when there are none. */
  take(): Uint8Array | null;
  /** Returns the rest of the document, after which nothing may be drawn. */
  end(): AsyncIterable<Uint8Array>;
}

/** Opens a PDF for `count` sheets. `logo` is PNG or JPEG. Throws when it is neither. */
export function startPrinting(
  asked: { institution: Institution; population: Population; publicUrl: string; logo: Buffer | null },
  { count, at }: { count: number; at: Date },
): Printing {
  const { institution, population, publicUrl, logo } = asked;
  const rules = rulesOf(institution, population);
  const author = institution.name.fr;
  const title = paper.fr("documentTitle", { count, sheet: rules.sheetName, institution: author });
  const doc = openDocument({ title, author, at });
  const whole = doc.struct("Document");
  doc.addStructure(whole);
  const ruler = rulerOf(doc);
  const press = { doc, ruler, whole, institution, population, rules, publicUrl, logo: logo && openImage(doc, logo) };
  return {
    draw: (sheet) => drawSheet(press, sheet),
    drawNone() {
      doc.addPage();
      const part = partOf(doc, whole);
      const below = part.say("H1", paper.fr("none"), [page.left, 104], { size: 24, face: "bold" });
      part.say("P", paper.fr("noneText"), [page.left, below + 8], { size: 11 });
    },
    take: () => doc.read(),
    end() {
      whole.end();
      doc.end();
      return doc;
    },
  };
}
