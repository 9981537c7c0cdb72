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
    expect(errors.newPassword).toContain("< > \" ' $");
    expect(errors.newPassword).toMatch(/\$ <$/);
  });

  test("a character that cannot be seen is told, and not printed", () => {
    const errors = passwordErrors(t, [{ field: newPassword, code: "forbidden-character" }], "a\0b", rules);
    expect(errors.newPassword).not.toContain("\0");
    expect(errors.newPassword).toMatch(/\.$/);
  });

  test.each([
    ["too-short", "directoryTooShort"],
    ["in-history", "directoryInHistory"],
    ["too-young", "directoryTooYoung"],
    ["quality", "directoryQuality"],
    ["not-allowed", "directoryNotAllowed"],
  ] as const)("what the directory refuses as %s has a sentence of its own", (reason, key) => {
    const errors = passwordErrors(t, refusedByDirectory(reason), "Nuage-27-Fougere", rules);
    expect(errors).toEqual({ newPassword: messages[locale].passwordPolicy.refusals[key] });
  });

  test("no sentence promises a number of hours that nobody knows", () => {
    expect(messages[locale].passwordPolicy.refusals.directoryTooYoung).not.toMatch(/\d/);
  });

  test("each fault has its sentence, and each field its own text", () => {
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
    expect(errors.newPassword).toContain("8");
    expect(errors.newPassword?.split(". ").length).toBeGreaterThan(2);
    expect(errors.newPasswordConfirmation).toBe(messages[locale].passwordPolicy.refusals.mismatch);
  });
});
