import { z } from "zod";

/** What opens a first connection: two lines of the sheet. */
export const openActivationInput = z.object({
  identifier: z.string().trim().toLowerCase().min(1).max(254),
  provisionalPassword: z.string().trim().min(1).max(64),
});

/** A charter is accepted in the version that was read. */
export const acceptCharterInput = z.object({
  version: z.int().positive(),
  accepted: z.literal(true, "not-accepted"),
});
