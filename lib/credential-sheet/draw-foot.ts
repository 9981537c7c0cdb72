import "server-only";
import { drawSelvedge, page } from "@/lib/pdf/page";
import type { Part } from "@/lib/pdf/part";
import { decorate, inks } from "@/lib/pdf/pen";
import { officeOf } from "@/lib/population";
import { paper, typedAddress } from "./paper-words";
import type { Press } from "./press";
import type { Sheet } from "./sheet";

const gap = 24;
const half = (page.width - gap) / 2;

/** Draws what to do with the sheet, where to get help, and the selvedge. */
export function drawFoot(
  { doc, population, rules, publicUrl }: Press,
  part: Part,
  sheet: Sheet,
  top: number,
  accent: string,
): void {
  const t = paper.fr;
  const desk = officeOf(rules, sheet.componentCode);
  decorate(doc, () => doc.moveTo(page.left, top).lineTo(page.right, top).lineWidth(0.8).stroke(inks.line));
  const titled = (key: "keep" | "help", x: number): number => {
    const below = part.say("H2", t(key), [x, top + 8], { size: 11, face: "bold", width: half });
    return part.say("P", paper.en(key), [x, below], { size: 9, colour: inks.soft, width: half }, "en-GB");
  };
  const below = titled("keep", page.left);
  part.say("P", t("keepText", { population }), [page.left, below + 2], { size: 9.5, width: half });
  const right = page.left + half + gap;
  let y = titled("help", right) + 2;
  const lines = [
    ...(desk ? [desk.name.fr, `${desk.place.fr}, ${desk.hours.fr}`, desk.phone] : []),
    t("helpPage", { address: typedAddress(`${publicUrl}/aide`) }),
  ];
  for (const line of lines) if (line) y = part.say("P", line, [right, y], { size: 9.5, width: half }) + 1;
  decorate(doc, () => drawSelvedge(doc, 802, accent));
}
