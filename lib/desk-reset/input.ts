import { z } from "zod";

/**
 * What opens a reset: the card was checked, and its number. Lower case and spaces are forgiven; a missing E is not, since a number
 * without it may be something else than a card's. `checked`: what says that it was, in JSON or, `"on"`, in a form.
 */
export function openResetInput(cardNumber: RegExp, checked: true | "on") {
  return z.object({
    cardChecked: z.literal(checked, "card-not-checked"),
    cardNumber: z
      .string("card-number-format")
      .max(64, "card-number-format")
      .transform((typed) => typed.replace(/\s+/g, "").toUpperCase())
      .pipe(z.string().regex(cardNumber, "card-number-format")),
  });
}

/** The identifier of a reset, in a path or a hidden field. */
export const resetId = z.uuid();
