import { afterAll, beforeAll, expect, test } from "vitest";
import { camille, newPassword, startWorld, type World } from "@/tests/support/first-connections";
import { settingsOf } from "@/tests/support/settings-of";
import { typeCommand } from "./run";

let world: World;
let settings: Record<string, string>;

beforeAll(async () => {
  world = await startWorld();
  await world.enrol(camille.identifier);
  settings = { ...settingsOf(world.services.env), DEMO: "0", LANG: "fr_FR.UTF-8" };
});
afterAll(() => world.close());

const typed = (...words: string[]) => typeCommand(["restored", ...words], settings);

test("who opened an account since the dump is named first, then their sheet opens nothing any more", async () => {
  const person = await world.ldap.directory.findByLogin(camille.identifier);
  if (!person) throw new Error("no entry");
  await world.ldap.directory.setPassword(person, newPassword.newPassword);
  await world.ldap.directory.activate(person);

  const trial = await typed("--dry-run");
  expect(trial).toMatchObject({ status: 0, complained: "" });
  expect(trial.said.split("\n")).toEqual([
    camille.identifier,
    expect.stringContaining("sa feuille ne servirait plus"),
    expect.stringContaining("Rien n’a été écrit"),
    "",
  ]);
  expect(await world.student(camille.identifier)).toMatchObject({ activatedAt: null });
  expect(await world.journal()).toEqual([]);

  expect(await typed()).toMatchObject({
    status: 0,
    complained: "",
    said: expect.stringContaining("sa feuille ne sert plus"),
  });
  expect((await world.student(camille.identifier)).activatedAt).not.toBeNull();
  const again = await typed();
  expect(again.said).toContain("Aucun compte ne s’est ouvert depuis");
  expect(again.said).toContain("Le journal s’arrête le");
});

test("it takes nothing but --dry-run", async () => {
  for (const words of [["--all"], ["--dry-run", "now"]]) {
    expect(await typed(...words)).toMatchObject({
      status: 2,
      said: "",
      complained: expect.stringContaining("--dry-run"),
    });
  }
});
