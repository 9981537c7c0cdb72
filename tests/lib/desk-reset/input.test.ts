import { expect, test } from "vitest";
import { openResetInput } from "@/lib/desk-reset/input";
import { readForm } from "@/lib/forms/read-form";
import { readInput } from "@/lib/forms/read-input";
import { testInstitution } from "@/tests/support/directory";

const { cardNumber } = testInstitution.patterns;
const read = (sent: Record<string, unknown>) => readInput(openResetInput(cardNumber, true), sent);

test.each(["E2500104", "e2500104", " E 2500 104 ", "e2500104\u00a0", "\tE2500104\n"])(
  "%j is forgiven its case and its spaces",
  (cardNumber) => {
    expect(read({ cardNumber, cardChecked: true })).toMatchObject({ ok: true, value: { cardNumber: "E2500104" } });
  },
);

test.each([
  "2500104",
  "25001040",
  "EE2500104",
  "E250010",
  "E25001045",
  "F2500104",
  "E25OO104",
  "É2500104",
  "*)(uid=*",
  "E2500104\\",
  "",
  "x".repeat(4_000),
  2500104,
  null,
  ["E2500104"],
  { $ne: "" },
  undefined,
])("%j is no card number, and no E is ever guessed", (cardNumber) => {
  expect(read({ cardNumber, cardChecked: true })).toEqual({
    ok: false,
    violations: [{ field: "cardNumber", code: "card-number-format" }],
  });
});

test.each([false, "false", "on", "true", 1, "", null, undefined, [true]])(
  "cardChecked: %j is a card that nobody checked",
  (cardChecked) => {
    expect(read({ cardNumber: "E2500104", cardChecked })).toEqual({
      ok: false,
      violations: [{ field: "cardChecked", code: "card-not-checked" }],
    });
  },
);

test("every fault is told, every time", () => {
  expect(read({})).toMatchObject({
    violations: [
      { field: "cardChecked", code: "card-not-checked" },
      { field: "cardNumber", code: "card-number-format" },
    ],
  });
});

test("a ticked box of a form counts, and the card number of a refused form is not sent back", () => {
  const schema = openResetInput(cardNumber, "on");
  const form = new FormData();
  form.set("cardNumber", "2500104");
  expect(readForm(schema, form)).toMatchObject({ ok: false, typed: {} });
  form.set("cardChecked", "on");
  form.set("cardNumber", "e2500104");
  expect(readForm(schema, form)).toMatchObject({ ok: true, value: { cardNumber: "E2500104" } });
});
