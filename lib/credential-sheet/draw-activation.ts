import "server-only";
import { page } from "@/lib/pdf/page";
import type { Part } from "@/lib/pdf/part";
import { inks } from "@/lib/pdf/pen";
import { paper, steps, when } from "./paper-words";
import type { Press } from "./press";
import type { Sheet } from "./sheet";

/** Draws the dates and the four steps: French, then its English, then `white` points of space. */
export function drawActivation(press: Press, part: Part, sheet: Sheet, top: number, white: number): number {
  const { doc, rules } = press;
  const { left, width } = page;
  let y = part.say("H2", paper.fr("activate"), [left, top], { size: 15, face: "bold" });
  y = part.say("P", when(sheet, rules, "fr"), [left, y + 3], { size: 10.5, face: "bold", width });
  y =
    part.say("P", when(sheet, rules, "en"), [left, y + 1], { size: 9, colour: inks.soft, width }, "en-GB") + white + 1;
  const english = steps(press, "en");
  part.add("L", (list) => {
    for (const [index, french] of steps(press, "fr").entries()) {
      list.add("LI", (item) => {
        item.decorate(() =>
          doc
            .circle(left + 10, y + 10, 10)
            .lineWidth(1.2)
            .stroke(inks.text),
        );
        item.say("Lbl", String(index + 1), [left, y + 3], { size: 11, face: "bold", width: 20, align: "center" });
        const below = item.say("LBody", french, [left + 30, y], { size: 10.5, width: width - 30 });
        y = item.say(
          "P",
          english[index] ?? "",
          [left + 30, below + 1],
          { size: 9, colour: inks.soft, width: width - 30 },
          "en-GB",
        );
      });
      y += white;
    }
  });
  return y;
}
