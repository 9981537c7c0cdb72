import { expect, test } from "vitest";
import { auditKinds } from "@/lib/audit/kinds";
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

test("a line with several reasons gives them one by one", () => {
  expect(reasonsOf("too-short no-digit")).toEqual(["too-short", "no-digit"]);
  expect(reasonsOf(null)).toEqual([]);
});
