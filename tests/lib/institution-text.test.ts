import { expect, test } from "vitest";
import { openingHours } from "@/lib/institution-text";

test("an hour stays on one line, as the institution writes it in either language", () => {
  const typed = { fr: "de 9 h à 12 h 30, 2 heures de pause", en: "9 am to 5 pm, a 2 hour break" };
  expect(openingHours.parse(typed)).toEqual({
    fr: "de 9\u00a0h à 12\u00a0h 30, 2 heures de pause",
    en: "9\u00a0am to 5\u00a0pm, a 2 hour break",
  });
});
