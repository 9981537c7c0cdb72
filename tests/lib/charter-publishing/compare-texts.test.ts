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

test("a paragraph that was rewritten is struck as a whole before the one in its place; its neighbours word by word", () => {
  const before = "# Charte\n\nLes connexions sont gardées un an, puis effacées.\n\nVotre compte est personnel.\n";
  const after = "# Charte\n\nC’est à vous seul que sert ce mot de passe.\n\nVotre compte reste personnel.\n";
  expect(compareTexts(before, after)).toEqual([
    { kind: "same", text: "# Charte\n\n" },
    { kind: "removed", text: "Les connexions sont gardées un an, puis effacées.\n\n" },
    { kind: "added", text: "C’est à vous seul que sert ce mot de passe.\n\n" },
    { kind: "same", text: "Votre compte " },
    { kind: "removed", text: "est" },
    { kind: "added", text: "reste" },
    { kind: "same", text: " personnel.\n" },
  ]);
});

test("a paragraph that was added, or taken out, leaves the others as they were", () => {
  const [one, two, three] = ["Un seul mot de passe.\n\n", "Deux saisies.\n\n", "Trois essais.\n"];
  expect(compareTexts(one + three, one + two + three)).toEqual([
    { kind: "same", text: one },
    { kind: "added", text: two },
    { kind: "same", text: three },
  ]);
  expect(compareTexts(one + two + three, one + three).map(({ kind }) => kind)).toEqual(["same", "removed", "same"]);
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
