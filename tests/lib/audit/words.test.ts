import { expect, test } from "vitest";
import { auditKinds } from "@/lib/audit/kinds";
import type { AuditLine } from "@/lib/audit/record";
import { kindWord, reasonsOf } from "@/lib/audit/words";
import { messages } from "@/messages/catalogue";

test("every kind has words in both languages, and a kind of the past has none", () => {
  for (const kind of auditKinds) {
    const word = kindWord(kind);
    expect(word && messages.fr.journal.kinds[word]).toBeTruthy();
    expect(word && messages.en.journal.kinds[word]).toBeTruthy();
  }
  expect(kindWord("something.of-the-past")).toBeNull();
});

test("a reason or a fact without words does not compile", () => {
  const line = { at: new Date("2026-11-10T08:00:00Z"), kind: "role.refused", outcome: "refused" } as const;
  expect<AuditLine[]>([
    { ...line, reason: "frozen", details: { line: 1 } },
    // @ts-expect-error No such reason in the catalogue.
    { ...line, reason: "full-moon" },
    // @ts-expect-error No such fact in the catalogue.
    { ...line, details: { moon: "full" } },
  ]).toHaveLength(3);
});

test("a line with several reasons gives them one by one", () => {
  expect(reasonsOf("too-short no-digit")).toEqual(["too-short", "no-digit"]);
  expect(reasonsOf(null)).toEqual([]);
});
