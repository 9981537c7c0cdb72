import "server-only";
import { page } from "@/lib/pdf/page";
import type { Part } from "@/lib/pdf/part";
import { decorate, inks } from "@/lib/pdf/pen";
import { qrCode } from "@/lib/qr-code";
import { addressOf, paper } from "./paper-words";
import type { Press } from "./press";
import type { Sheet } from "./sheet";

/** The height of what `drawSecret` draws, whatever it says. */
export const secretHeight = 158;
/** QR codes need four modules of white around them: the caption starts below those. */
const code = { side: 96, left: page.right - 118, below: 14, captionBelow: 121, captionLeft: page.right - 138 };

/** Draws the two lines to copy, lettered as on the page, in a tag with two cut corners beside the QR code. */
export function drawSecret({ doc, publicUrl, population }: Press, part: Part, sheet: Sheet, top: number): number {
  const { left, right } = page;
  const cut = 12;
  decorate(doc, () => {
    doc.polygon(
      [left + cut, top],
      [right - cut, top],
      [right, top + cut],
      [right, top + secretHeight],
      [left, top + secretHeight],
      [left, top + cut],
    );
    doc.lineWidth(1.6).stroke(inks.text);
  });
  const t = paper.fr;
  const x = left + 46;
  part.add("L", (lines) => {
    lines.add("LI", (line) => {
      mark(doc, line, "A", [left + 26, top + 36]);
      line.say("P", t("identifier"), [x, top + 18], { size: 10, colour: inks.soft, width: 300 });
      const size = fitting(sheet.identifier);
      line.say("LBody", sheet.identifier, [x, top + 31], { size, face: "bold", width: 316, height: 36 });
    });
    lines.add("LI", (line) => {
      mark(doc, line, "B", [left + 26, top + 98]);
      line.say("P", t("password"), [x, top + 72], { size: 10, colour: inks.soft, width: 300 });
      line.say("LBody", sheet.provisionalPassword, [x, top + 84], { size: 30, face: "code", spacing: 0.8, width: 330 });
      line.say("P", t("passwordHint"), [x, top + 124], { size: 9, colour: inks.soft, width: 310 });
    });
  });

  const address = addressOf(sheet.identifier, population, publicUrl);
  const box = [code.left, top + code.below, code.left + code.side, top + code.below + code.side] as const;
  part.figure(t("codeAlt", { address }), box, () => {
    const { side, bars } = qrCode(address);
    doc
      .save()
      .translate(box[0], box[1])
      .scale(code.side / side)
      .fillColor("black");
    // Hundreds of rectangles in one operation: pdfkit's own `rect` costs more than the rest of the sheet.
    doc.addContent(bars.map(([x, y, width]) => `${x} ${y} ${width} 1 re`).join("\n")).fill();
    doc.restore();
  });
  const caption = { width: 132, align: "center" } as const;
  const at = (y: number) => [code.captionLeft, y] as const;
  const below = part.say("P", t("code"), at(top + code.captionBelow), { size: 8.5, ...caption });
  part.say("P", paper.en("code"), at(below), { size: 7.5, colour: inks.soft, ...caption }, "en-GB");
  return top + secretHeight;
}

/** A long identifier is set smaller rather than cut, because it is copied letter by letter. */
function fitting(identifier: string): number {
  return identifier.length > 52 ? 9.5 : identifier.length > 40 ? 12 : 14.5;
}

function mark(doc: PDFKit.PDFDocument, line: Part, letter: string, [x, y]: readonly [number, number]): void {
  decorate(doc, () => doc.circle(x, y, 11).lineWidth(1.6).fillAndStroke("#f6ba35", inks.text));
  line.say("Lbl", letter, [x - 11, y - 8], { size: 13, face: "bold", width: 22, align: "center" });
}
