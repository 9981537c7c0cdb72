import "server-only";
import { dayInWords } from "@/lib/http/day";
import { lightAccent } from "@/lib/look/accent";
import { drawHead, page } from "@/lib/pdf/page";
import { type Part, partOf } from "@/lib/pdf/part";
import { inks } from "@/lib/pdf/pen";
import { drawActivation } from "./draw-activation";
import { drawFoot, footEnd } from "./draw-foot";
import { drawSecret, secretHeight } from "./draw-secret";
import { factsOf, paper } from "./paper-words";
import type { Press } from "./press";
import type { Sheet } from "./sheet";

/** The space left above the blocks that follow a person's facts, in points, from the ordinary page to the fullest. */
const whites = [
  { secret: 8, activation: 18, step: 7, foot: 6 },
  { secret: 8, activation: 10, step: 4, foot: 3 },
  { secret: 6, activation: 6, step: 2, foot: 1 },
  { secret: 4, activation: 3, step: 0, foot: 0 },
] as const;
const fullest = whites[3];

type White = (typeof whites)[number];

/** The space left above the selvedge, in points, as long as less white makes room for it. */
const clear = 4;

/** The space below a fact, and the height of a fact on one line with that space. */
const belowFact = 3;
const lineOfFact = 18;

/** Adds one page with one sheet, in reading order. */
export function drawSheet(press: Press, sheet: Sheet): void {
  const { doc, ruler, whole, institution } = press;
  const accent = lightAccent(institution.accent).accent;
  doc.addPage();
  const section = doc.struct("Sect", { title: sheet.identifier });
  whole.add(section);
  const part = partOf(doc, section);
  drawTop(press, part, sheet);
  const name = `${sheet.givenName} ${sheet.familyName}`;
  const below = part.say("H1", name, [page.left, 104], { size: name.length > 36 ? 17 : 24, face: "bold", height: 60 });
  const drawRest = (on: Part, top: number, white: White): number => {
    const belowSteps = drawActivation(press, on, sheet, top + white.activation, white.step);
    return drawFoot(press, on, sheet, belowSteps + white.foot, accent);
  };
  // The facts get what the rest leaves them, then the rest gets as much white as the facts leave it.
  const lowestFact = footEnd - belowFact - drawRest(ruler, secretHeight + fullest.secret, fullest);
  const belowFacts = drawFacts(press, part, sheet, below + 6, lowestFact);
  const secretTop = (white: White) => Math.max(belowFacts + white.secret, 254);
  const fits = (white: White) => drawRest(ruler, secretTop(white) + secretHeight, white) <= footEnd - clear;
  const white = whites.find(fits) ?? fullest;
  drawRest(part, drawSecret(press, part, sheet, secretTop(white)), white);
  section.end();
}

function drawTop({ doc, institution, rules, logo }: Press, part: Part, sheet: Sheet): void {
  drawHead(doc, institution.accent, logo);
  part.say("P", institution.name.fr, [page.left + 46, 64], { size: 14, face: "bold", width: 300, height: 40 });
  part.say("P", rules.sheetName, [page.right - 140, 56], { size: 18, face: "bold", width: 140, align: "right" });
  const day = dayInWords(sheet.issuedAt, "fr", institution.timeZone, true);
  part.say("P", paper.fr("printed", { day }), [page.right - 180, 79], {
    size: 9,
    colour: inks.soft,
    width: 180,
    align: "right",
  });
}

function drawFacts({ population }: Press, part: Part, sheet: Sheet, top: number, lowest: number): number {
  let y = top;
  const facts = factsOf(sheet, population);
  part.add("L", (list) => {
    for (const [index, [label, value]] of facts.entries()) {
      // At least a line is left to each that follows, and two to the mail: that of staff is nowhere else on the sheet.
      const after = facts.length - 1 - index;
      const height = after ? Math.min(46, lowest - y - (after + 1) * lineOfFact) : Math.max(29, lowest - y);
      list.add("LI", (item) => {
        item.say("Lbl", label, [page.left, y + 1], { size: 10, colour: inks.soft, width: 140 });
        y = item.say("LBody", value, [page.left + 150, y], { size: 11, width: page.width - 150, height }) + belowFact;
      });
    }
  });
  return y;
}
