import { z } from "zod";

/** Returns the schema of a request for a link: an identifier in the institution’s format. */
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
