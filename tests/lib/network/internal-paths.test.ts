import { expect, test } from "vitest";
import { isInternalApi, isInternalPage } from "@/lib/network/internal-paths";

test.each([
  "/personnel",
  "/personnel/mots-de-passe-etudiants",
  "/scolarite/import",
  "/%72essources-humaines",
  "/administration/",
])("%s is a page of the internal network", (path) => {
  expect(isInternalPage(path)).toBe(true);
});

test.each(["/", "/personnelle", "/mon-compte", "/aide/personnel", "/%E0%A4%A"])("%s is open to all", (path) => {
  expect(isInternalPage(path)).toBe(false);
  expect(isInternalApi(path)).toBe(false);
});
