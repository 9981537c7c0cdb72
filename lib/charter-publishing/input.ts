import { z } from "zod";
import { longestCharter, normalised } from "./rules";

/** Counted as stored: a browser sends two characters at the end of each line. */
const markdown = z
  .string()
  .transform(normalised)
  .refine((text) => text.length <= longestCharter);

/** A draft as sent: which one, and the revision that was read. */
export const draftForm = z.object({
  draft: z.guid(),
  revision: z.coerce.number().int().positive(),
  markdownFr: markdown,
  markdownEn: markdown,
});

/** For `readForm`: how long these fields may be. */
export const draftLengths = { markdownFr: 2 * longestCharter, markdownEn: 2 * longestCharter };

/** How to publish a version. `day` counts only with `later`. */
export const publishForm = z
  .object({
    draft: z.guid(),
    revision: z.coerce.number().int().positive(),
    importance: z.enum(["major", "editorial"], "not-chosen"),
    when: z.enum(["now", "later"], "not-chosen"),
    day: z.preprocess((sent) => (sent === "" || sent === undefined ? null : sent), z.iso.date("not-a-day").nullable()),
    textsChecked: z.literal("on", "not-checked"),
  })
  .refine(({ when, day }) => when === "now" || day !== null, { path: ["day"], message: "not-a-day" });
