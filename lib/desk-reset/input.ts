import { z } from "zod";

/**
 * Returns the schema of a reset's opening: that the card was checked, and its number. Lower case and spaces are
 * accepted. A missing E is not, since a number without it may not be a card's. `checked` is the value that confirms the
 * check: `true` in JSON, `"on"` in a form.
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
