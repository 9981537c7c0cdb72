import { expect, test } from "vitest";
import { readAccountState, relabel } from "@/lib/directory/supann";

test.each([
  [["{COMPTE}A"], "active"],
  [["{COMPTE}A:SupannSursis"], "active"],
  [["{compte}a:SupannActif"], "active"],
  [["{COMPTE}I:SupannPrecree"], "inactive"],
  [["{MAIL}A", "{COMPTE}S:SupannVerrouille"], "suspended"],
  [["{COMPTE}A", "{COMPTE}A:SupannActif"], "active"],
  [[" {COMPTE}S "], "suspended"],
  [["{COMPTE}S :SupannVerrouille"], "suspended"],
  [["{COMPTE}A", "{COMPTE}S"], "unknown"],
  [["{COMPTE}X"], "unknown"],
  [["{COMPTE}Actif"], "unknown"],
  [["{COMPTE}"], "unknown"],
  [["{MAIL}A"], "unknown"],
  [[], "unknown"],
] as const)("%j reads as %s", (values, state) => {
  expect(readAccountState([...values])).toBe(state);
});

test("only the values of the label are replaced", () => {
  const values = ["{PERSO}a@mail.example", "{SECOURS}b@mail.example", " {secours}c@mail.example"];
  expect(relabel(values, "{SECOURS}", "{SECOURS}d@mail.example")).toEqual({
    remove: ["{SECOURS}b@mail.example", " {secours}c@mail.example"],
    add: ["{SECOURS}d@mail.example"],
  });
});

test("nothing is to be done when the value is there already, alone of its label", () => {
  expect(relabel(["{SECOURS}b@mail.example"], "{SECOURS}", "{SECOURS}b@mail.example")).toBeNull();
  const two = ["{SECOURS}a@mail.example", "{SECOURS}b@mail.example"];
  expect(relabel(two, "{SECOURS}", "{SECOURS}b@mail.example")).toMatchObject({ remove: two });
});
