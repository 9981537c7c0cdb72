import { describe, expect, test } from "vitest";
import { z } from "zod";
import { acceptCharterInput } from "@/lib/activation/input";
import { openResetInput } from "@/lib/desk-reset/input";
import { readForm } from "@/lib/forms/read-form";
import { readInput } from "@/lib/forms/read-input";
import { codeInput, recoveryEmailInput } from "@/lib/recovery-email/input";

const schema = z.object({ identifier: z.string().min(1), code: z.string().regex(/^\d{6}$/, "not-a-code") });

function form(...entries: [string, string | Blob][]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

describe("readForm", () => {
  test("gives what the schema reads, without React's own fields", () => {
    expect(readForm(schema, form(["$ACTION_ID_1", ""], ["identifier", "camille"], ["code", "123456"]))).toEqual({
      ok: true,
      value: { identifier: "camille", code: "123456" },
    });
  });

  test("names every field at fault, with the schema's own codes", () => {
    expect(readForm(schema, form(["identifier", ""], ["code", "12"]))).toMatchObject({
      violations: [
        { field: "identifier", code: "required" },
        { field: "code", code: "not-a-code" },
      ],
    });
    expect(readForm(schema, form())).toMatchObject({
      violations: [
        { field: "identifier", code: "required" },
        { field: "code", code: "required" },
      ],
    });
  });

  test("gives back what was typed, but no secret", () => {
    const read = readForm(
      schema,
      form(
        ["identifier", "camille"],
        ["code", "12"],
        ["newPassword", "a"],
        ["provisionalPassword", "b"],
        ["cardNumber", "E1"],
      ),
    );
    expect(read).toMatchObject({ typed: { identifier: "camille", cardNumber: "E1" } });
    expect(JSON.stringify(read)).not.toMatch(/"12"|"a"|"b"/);
  });

  test.each<[string, [string, string | Blob][], string]>([
    [
      "a field sent twice",
      [
        ["identifier", "a"],
        ["identifier", "b"],
      ],
      "malformed",
    ],
    ["a file", [["identifier", new Blob(["a"])]], "malformed"],
    ["a NUL", [["identifier", "a\0b"]], "malformed"],
    ["a megabyte", [["identifier", "a".repeat(1_000_000)]], "too-long"],
  ])("refuses %s, once", (_, entries, code) => {
    const read = readForm(schema, form(...entries, ["code", "123456"]));
    expect(read).toMatchObject({ ok: false, violations: [{ field: "identifier", code }] });
  });

  test("takes an emoji and an accent typed in two strokes for the text that they are", () => {
    expect(readForm(schema, form(["identifier", "e\u0301🙂"], ["code", "123456"])).ok).toBe(true);
  });
});

describe("readInput", () => {
  const cardNumber = /^E\d{7}$/;
  test.each<[string, z.ZodType, string]>([
    ["email", recoveryEmailInput, "not-an-address"],
    ["code", codeInput, "wrong-code"],
    ["cardNumber", openResetInput(cardNumber, true), "card-number-format"],
    ["cardChecked", openResetInput(cardNumber, true), "card-not-checked"],
    ["accepted", acceptCharterInput, "not-accepted"],
  ])("has the contract's own word for whatever %s cannot be", (field, contract, code) => {
    for (const value of [undefined, null, 12, [], {}, ["a"], "a\0b", "\ud800", "a".repeat(5_000)]) {
      const read = readInput(contract, { version: 1, cardNumber: "E2500104", cardChecked: true, [field]: value });
      expect([value, read]).toEqual([value, { ok: false, violations: [{ field, code }] }]);
    }
    const twice = readForm(contract, form([field, "a"], [field, "b"]));
    expect(twice).toMatchObject({ ok: false, violations: expect.arrayContaining([{ field, code }]) });
  });

  test.each([[[]], [{}], [12], [true], [null], ["\ud800"]])("takes %j for no text", (identifier) => {
    expect(readInput(schema, { identifier, code: "123456" })).toEqual({
      ok: false,
      violations: [{ field: "identifier", code: "malformed" }],
    });
  });

  test("leaves a control character in a new password to the rules on passwords", () => {
    const newPassword = z.object({ newPassword: z.string() });
    expect(readInput(newPassword, { newPassword: "a\0b" }).ok).toBe(true);
    expect(readInput(newPassword, { newPassword: "a".repeat(5_000) })).toMatchObject({
      violations: [{ field: "newPassword", code: "too-long" }],
    });
  });

  test("is not fooled by a name that every object has", () => {
    expect(readInput(schema, { __proto__: null, constructor: "x" }).ok).toBe(false);
  });
});
