import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { refusedByDirectory } from "@/lib/password-policy/refused-password";
import { passwordErrors } from "@/lib/password-policy/sentences";
import { messages } from "@/messages/catalogue";

const rules = { minLength: 8, advisedLength: 12, maxBytes: 256, forbiddenCharacters: "<>\"'$" };
const newPassword = "newPassword" as const;

describe.each(["fr", "en"] as const)("in %s", (locale) => {
  const t = createTranslator({ locale, messages: messages[locale], namespace: "passwordPolicy.refusals" });

  test("a forbidden character is named", () => {
    const errors = passwordErrors(t, [{ field: newPassword, code: "forbidden-character" }], "a$b<c$", rules);
    expect(errors.newPassword?.[0]).toContain("< > \" ' $");
    expect(errors.newPassword?.[0]).toMatch(/\$ <\.$/);
  });

  test("a character that cannot be seen is told, and not printed", () => {
    const errors = passwordErrors(t, [{ field: newPassword, code: "forbidden-character" }], "a\0b", rules);
    expect(errors.newPassword?.[0]).not.toContain("\0");
    expect(errors.newPassword?.[0]).toMatch(/\.$/);
  });

  test.each([
    ["too-short", "directoryTooShort"],
    ["in-history", "directoryInHistory"],
    ["too-young", "directoryTooYoung"],
    ["quality", "directoryQuality"],
    ["not-allowed", "directoryNotAllowed"],
  ] as const)("what the directory refuses as %s has a sentence of its own", (reason, key) => {
    const errors = passwordErrors(t, refusedByDirectory(reason), "Nuage-27-Fougere", rules);
    expect(errors).toEqual({ newPassword: [messages[locale].passwordPolicy.refusals[key]] });
  });

  test("no sentence promises a number of hours that nobody knows", () => {
    expect(messages[locale].passwordPolicy.refusals.directoryTooYoung).not.toMatch(/\d/);
  });

  test("an empty password gets one sentence, whatever it breaks", () => {
    const faults = [
      { field: newPassword, code: "too-short" },
      { field: newPassword, code: "no-letter" },
      { field: "newPasswordConfirmation", code: "mismatch" },
    ] as const;
    expect(passwordErrors(t, faults, "", rules)).toEqual({
      newPassword: messages[locale].passwordPolicy.refusals.empty,
    });
  });

  test("each fault has a sentence of its own, and each field its list of them", () => {
    const errors = passwordErrors(
      t,
      [
        { field: newPassword, code: "too-short" },
        { field: newPassword, code: "refused-by-directory", reason: "too-short" },
        { field: "newPasswordConfirmation", code: "mismatch" },
      ],
      "abc",
      rules,
    );
    const { refusals } = messages[locale].passwordPolicy;
    expect(errors.newPassword).toEqual([refusals.tooShort.replace("{minLength}", "8"), refusals.directoryTooShort]);
    expect(errors.newPasswordConfirmation).toEqual([refusals.mismatch]);
  });
});
