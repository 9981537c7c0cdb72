import { z } from "zod";

/** Who asks for a link: an identifier, shaped as the institution’s are. */
export function askForLinkInput(studentIdentifier: RegExp) {
  return z.object({
    identifier: z
      .string("not-an-identifier")
      .trim()
      .toLowerCase()
      .max(254, "not-an-identifier")
      .regex(studentIdentifier, "not-an-identifier"),
  });
}
