import "server-only";
import { drawSelvedge, page } from "@/lib/pdf/page";
import type { Part } from "@/lib/pdf/part";
import { inks } from "@/lib/pdf/pen";
import { officeOf } from "@/lib/population";
import { paper, typedAddress } from "./paper-words";
import type { Press } from "./press";
import type { Sheet } from "./sheet";

const gap = 24;
const half = (page.width - gap) / 2;

/** Where the selvedge is drawn: what `drawFoot` writes must end above it. */
export const footEnd = 802;

/** The most that an office's name (two lines), its place with its hours (four lines) and its phone may take. */
const most = { name: 24.8, where: 49.5, phone: 12.4 };

/** Draws what to do with the sheet, where to get help, and the selvedge. Returns where the text ends. */
export function drawFoot(
  { doc, population, rules, publicUrl }: Press,
  part: Part,
  sheet: Sheet,
  top: number,
  accent: string,
): number {
  const t = paper.fr;
  const desk = officeOf(rules, sheet.componentCode);
  part.decorate(() => doc.moveTo(page.left, top).lineTo(page.right, top).lineWidth(0.8).stroke(inks.line));
  const titled = (key: "keep" | "help", x: number): number => {
    const below = part.say("H2", t(key), [x, top + 8], { size: 11, face: "bold", width: half });
    return part.say("P", paper.en(key), [x, below], { size: 9, colour: inks.soft, width: half }, "en-GB");
  };
  const text = { size: 9.5, width: half };
  const belowKeep = part.say("P", t("keepText", { population }), [page.left, titled("keep", page.left) + 2], text);
  const right = page.left + half + gap;
  let y = titled("help", right) + 2;
  const line = (words: string, height?: number) => {
    y = part.say("P", words, [right, y], { ...text, height }) + 1;
  };
  if (desk) {
    line(desk.name.fr, most.name);
    line(`${desk.place.fr}, ${desk.hours.fr}`, most.where);
    if (desk.phone) line(desk.phone, most.phone);
  }
  line(t("helpPage", { address: typedAddress(`${publicUrl}/aide`) }));
  part.decorate(() => drawSelvedge(doc, footEnd, accent));
  return Math.max(belowKeep, y);
}
