import "server-only";
import { dayInWords } from "@/lib/http/day";
import { lightAccent } from "@/lib/look/accent";
import { drawHead, page } from "@/lib/pdf/page";
import { type Part, partOf } from "@/lib/pdf/part";
import { inks } from "@/lib/pdf/pen";
import { drawActivation } from "./draw-activation";
import { drawFoot } from "./draw-foot";
import { drawSecret } from "./draw-secret";
import { factsOf, paper } from "./paper-words";
import type { Press } from "./press";
import type { Sheet } from "./sheet";

/** The lowest point, in points, that a person's facts may reach: what follows them must stay above the foot of the page. */
const lowestFact = 305;
/** The height of a fact on one line, with the space below it. */
const lineOfFact = 18;

/** Adds one page with one sheet, in reading order. */
export function drawSheet(press: Press, sheet: Sheet): void {
  const { doc, whole, institution } = press;
  const accent = lightAccent(institution.accent).accent;
  doc.addPage();
  const section = doc.struct("Sect", { title: sheet.identifier });
  whole.add(section);
  const part = partOf(doc, section);
  drawTop(press, part, sheet);
  const name = `${sheet.givenName} ${sheet.familyName}`;
  const below = part.say("H1", name, [page.left, 104], { size: name.length > 36 ? 17 : 24, face: "bold", height: 60 });
  const belowFacts = drawFacts(press, part, sheet, below + 6);
  const belowSecret = drawSecret(press, part, sheet, Math.max(belowFacts + 8, 254));
  // After the longest identities, less white is left between the blocks, so that they do not run over the foot.
  const isTight = belowFacts > 262;
  const belowSteps = drawActivation(press, part, sheet, belowSecret + (isTight ? 10 : 18), isTight ? 4 : 7);
  drawFoot(press, part, sheet, belowSteps + (isTight ? 3 : 6), accent);
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

function drawFacts({ population }: Press, part: Part, sheet: Sheet, top: number): number {
  let y = top;
  const facts = factsOf(sheet, population);
  part.add("L", (list) => {
    for (const [index, [label, value]] of facts.entries()) {
      // At least a line is left to each that follows.
      const height = Math.min(46, lowestFact - y - (facts.length - 1 - index) * lineOfFact);
      list.add("LI", (item) => {
        item.say("Lbl", label, [page.left, y + 1], { size: 10, colour: inks.soft, width: 140 });
        y = item.say("LBody", value, [page.left + 150, y], { size: 11, width: page.width - 150, height }) + 3;
      });
    }
  });
  return y;
}
