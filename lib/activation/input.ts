import { z } from "zod";

/** The two lines of the sheet that open a first connection. */
export const openActivationInput = z.object({
  identifier: z.string().trim().toLowerCase().min(1).max(254),
  provisionalPassword: z.string().trim().min(1).max(64),
});

/** The acceptance of a charter, in the version that was read. */
export const acceptCharterInput = z.object({
  version: z.int().positive(),
  accepted: z.literal(true, "not-accepted"),
});
