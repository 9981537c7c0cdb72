import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { accentCorrection, accentStyle, darkAccent, houseAccent, lightAccent } from "@/lib/look/accent";
import { contrast } from "@/lib/look/oklch";

const tried = [
  { given: "#0072CE", light: "#004988", dark: "#a5cbf7", tints: ["#d5e5f7", "#253548"], on: "#101b28" },
  { given: "#F28C00", light: "#6d3c00", dark: "#edbf97", tints: ["#f2dfcf", "#432f1e"], on: "#25170b" },
  { given: "#C8102E", light: "#94001d", dark: "#f8b8b4", tints: ["#f7dcda", "#472c2b"], on: "#271514" },
  { given: "#FFD100", light: "#594700", dark: "#d8c78f", tints: ["#eae3cd", "#3b341b"], on: "#1f1a09" },
];
const tokens = readFileSync("app/styles/tokens.css", "utf8");
const [byDay = "", byNight = ""] = tokens.split("@media (prefers-color-scheme: dark)");
const tokenOf = (sheet: string, name: string) => sheet.match(new RegExp(`--${name}: (#[0-9a-f]{6})`))?.[1] ?? "";

describe("an institution's accent", () => {
  it.each(tried)("$given becomes $light by day and $dark by night", ({ given, light, dark, tints, on }) => {
    expect(lightAccent(given)).toEqual({ accent: light, tint: tints[0], on: "#ffffff" });
    expect(darkAccent(given)).toEqual({ accent: dark, tint: tints[1], on });
  });

  it("is kept as it is when it can be read", () => {
    expect(lightAccent(houseAccent).accent).toBe(houseAccent);
    expect(accentCorrection(houseAccent)).toBeNull();
  });

  it("is told at start-up when it had to be corrected", () => {
    expect(accentCorrection("#FFD100")).toBe("accent: #FFD100 is worn as #594700, to be read on every ground");
  });

  it("leaves the style sheet as it stands when it is the house's own", () => {
    const house = (sheet: string) => ({
      accent: tokenOf(sheet, "accent"),
      tint: tokenOf(sheet, "accent-tint"),
      on: tokenOf(sheet, "on-accent"),
    });
    expect(lightAccent(houseAccent)).toEqual(house(byDay));
    expect(darkAccent(houseAccent)).toEqual(house(byNight));
  });

  it("can be read on every ground, whatever the institution gave", () => {
    for (const given of ["#000000", "#ffffff", "#00ff00", "#ff00ff", "#7f7f7f", ...tried.map((each) => each.given)]) {
      const grounds = ["ground", "paper", "here-tint", "stop-tint"];
      for (const [worn, sheet] of [
        [lightAccent(given), byDay],
        [darkAccent(given), byNight],
      ] as const) {
        for (const ground of [worn.tint, ...grounds.map((name) => tokenOf(sheet, name))]) {
          expect(contrast(worn.accent, ground), `${given} as ${worn.accent} on ${ground}`).toBeGreaterThanOrEqual(7);
        }
        expect(contrast(worn.accent, worn.on)).toBeGreaterThanOrEqual(7);
      }
    }
  });

  it("is written as a style sheet for both schemes", () => {
    expect(accentStyle("#0072CE")).toBe(
      ":root{--accent:#004988;--accent-tint:#d5e5f7;--on-accent:#ffffff}" +
        "@media (prefers-color-scheme:dark){:root{--accent:#a5cbf7;--accent-tint:#253548;--on-accent:#101b28}}",
    );
  });
});

describe("the colours of the house", () => {
  const texts = ["ink", "ink-2", "accent", "stop", "done"];
  const grounds = ["ground", "paper", "accent-tint", "here-tint", "stop-tint", "done-tint"];
  it.each([
    ["day", byDay],
    ["night", byNight],
  ])("are read by %s, each text on each ground", (_, sheet) => {
    for (const text of texts) {
      for (const ground of grounds) {
        const ratio = contrast(tokenOf(sheet, text), tokenOf(sheet, ground));
        expect(ratio, `${text} on ${ground}`).toBeGreaterThanOrEqual(7);
      }
    }
  });
});
