import { expect, test } from "vitest";
import { compareTexts } from "@/lib/charter-publishing/compare-texts";
import { normalised } from "@/lib/charter-publishing/rules";

test("what changed is told word by word, in reading order", () => {
  expect(compareTexts("Le chat dort ici.\n", "Le chien dort ici.\n")).toEqual([
    { kind: "same", text: "Le " },
    { kind: "removed", text: "chat" },
    { kind: "added", text: "chien" },
    { kind: "same", text: " dort ici.\n" },
  ]);
  expect(compareTexts("même", "même")).toEqual([]);
});

test("what did not change is shortened, and what did never is", () => {
  const long = "mot ".repeat(1_000);
  const stretches = compareTexts(`${long}avant${long}`, `${long}après${long}`);
  expect(stretches.filter(({ kind }) => kind !== "same").map(({ text }) => text.trim())).toEqual([
    "avantmot",
    "aprèsmot",
  ]);
  expect(stretches.every(({ text }) => text.length < 400)).toBe(true);
});

test("two texts with nothing in common are compared in two seconds", () => {
  const words = (seed: number) => Array.from({ length: 4_000 }, (_, i) => `m${(i * seed) % 7_919}`).join(" ");
  const began = performance.now();
  expect(compareTexts(words(31), words(57)).length).toBeGreaterThan(0);
  expect(performance.now() - began).toBeLessThan(4_000);
});

test("a text is the same whatever browser sent it", () => {
  expect(normalised("# Titre\r\n\r\nUn.\r\n\r\n")).toBe("# Titre\n\nUn.\n");
});
