import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { entryGroups } from "@/app/aide/entries";
import { messages } from "@/messages/catalogue";

const entries = entryGroups.flatMap((group) => group.entries);
const anchors = entries.map((entry) => entry.anchor);

/** Every anchor of the help page that a source file leads to. */
function anchorsLedTo(): string[] {
  const files = ["app", "lib", "messages"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|json|md)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const texts = [...files, "next.config.ts"].map((file) => readFileSync(file, "utf8"));
  return texts.flatMap((text) => [...text.matchAll(/\/aide#([a-z-]+)/g)].map((match) => match[1] ?? ""));
}

describe("the help page", () => {
  it("has an entry for each trouble that may happen", () => {
    expect(anchors).toEqual(
      expect.arrayContaining([
        "pas-active-a-temps",
        "feuille-perdue",
        "mot-de-passe-provisoire-refuse",
        "pas-encore-ouvert",
        "mail-jamais-arrive",
        "sans-mail-de-secours",
        "mot-de-passe-oublie",
        "carte-perdue",
        "hors-reseau",
        "compte-suspendu",
        "double-statut",
      ]),
    );
  });

  it("has every entry that something leads to", () => {
    const led = anchorsLedTo();
    expect(led.length).toBeGreaterThan(10);
    expect(led.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
  });

  it("shows each answer once, under one anchor", () => {
    expect(new Set(anchors).size).toBe(anchors.length);
    expect(entries.map((entry) => entry.key).sort()).toEqual(Object.keys(messages.fr.help.entries).sort());
  });
});
