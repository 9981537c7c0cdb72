import { describe, expect, test } from "vitest";
import { outlineOf } from "@/app/charte/outline";
import { charterTexts } from "@/embedded/charter-texts";

describe.each([1, 2, "staff"] as const)("version %s", (version) => {
  const { fr, en } = charterTexts(version);

  test("says the same things in both languages: as many parts, points and links", () => {
    expect(outlineOf(en)).toHaveLength(outlineOf(fr).length);
    const points = (text: string) => text.match(/^- /gm)?.length;
    expect(points(en)).toBe(points(fr));
    const facts = (text: string) =>
      [...text.matchAll(/dpo@[\w.]+|\d{4}-\d+|L\.\u00a0[\d-]+|R\.\u00a0[\d-]+|323-1/g)].map(String).sort();
    expect(facts(en)).toEqual(facts(fr));
  });

  test("is set in French as French is", () => {
    expect(fr).not.toMatch(/'|"|[^\u202f]»|«[^\u202f]/);
    // Colons of addresses aside.
    expect(fr.replace(/\]\([^)]*\)/g, "")).not.toMatch(/[^\u202f][:;?!]/);
  });

  test("is set in English as English is", () => {
    expect(en).not.toMatch(/'|"|«|\u202f/);
  });
});
