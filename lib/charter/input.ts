import { z } from "zod";

/** A charter is accepted in the version and the language that were on the screen. */
export const acceptCharterForm = z.object({
  version: z.coerce.number().int().positive(),
  locale: z.enum(["fr", "en"]),
  charterAccepted: z.literal("on", "not-accepted"),
});
