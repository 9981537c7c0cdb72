import { z } from "zod";

/** The form that accepts a charter, in the version and language that were on the screen. */
export const acceptCharterForm = z.object({
  version: z.coerce.number().int().positive(),
  locale: z.enum(["fr", "en"]),
  charterAccepted: z.literal("on", "not-accepted"),
});
