import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { type RunningApp, startApp } from "../support/app";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./support/story";

const file = join(tmpdir(), `trousseau-institution-${process.pid}.json`);

// A university whose institution file states nothing of what the legal pages say.
let silent: RunningApp;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  const { legal: _, ...demo } = JSON.parse(readFileSync("embedded/demo-university.json", "utf8"));
  writeFileSync(file, JSON.stringify(demo));
  silent = await startApp({ env: { INSTITUTION_FILE: file } });
});
test.afterAll(async () => {
  await silent?.stop();
  rmSync(file, { force: true });
});

/** What the page says, between its header and its footer; nothing of it scrolls sideways, and axe finds nothing. */
async function read(page: Page, address: string): Promise<string> {
  await page.goto(address);
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await expectNoSidewaysScroll(page);
  }
  await expectAccessible(page);
  return ((await page.locator("main").textContent()) ?? "").replaceAll(/[\u202f\u00a0]/g, " ");
}

test("a university that states nothing claims nothing: « non conforme » on every page, no host, no director", async ({
  page,
}) => {
  await page.goto(silent.url);
  await page.getByRole("contentinfo").getByRole("link", { name: "Accessibilité : non conforme" }).click();
  await expect(page).toHaveURL(/\/accessibilite$/);
  await expect(page).toHaveTitle(/^Accessibilité\s: non conforme/);
  const accessibility = await read(page, `${silent.url}/accessibilite`);
  expect(accessibility).toContain("La déclaration d’accessibilité de ce service reste à établir.");
  expect(accessibility).not.toMatch(/Stratégie|Non-conformités|s’engage/);
  const notice = await read(page, `${silent.url}/mentions-legales`);
  expect(notice).toContain("Université d’Exemple.");
  expect(notice).not.toMatch(/Hébergement|Direction de la publication/);
  expect(await read(page, `${silent.url}/donnees-personnelles`)).not.toContain("Union européenne");
});

test("a university that states everything shows it, each link where it leads", async ({ page, app }) => {
  await page.goto(app.url);
  await page.getByRole("contentinfo").getByRole("link", { name: "Accessibilité : partiellement conforme" }).click();
  await expect(page).toHaveTitle(/^Accessibilité\s: partiellement conforme/);
  const accessibility = await read(page, `${app.url}/accessibilite`);
  expect(accessibility).toContain("94,5 % des critères du RGAA");
  expect(accessibility).toContain("comptés comme non respectés");
  for (const [name, address] of [
    ["Schéma pluriannuel de mise en accessibilité", "https://www.univ.example/accessibilite/schema-pluriannuel"],
    ["Plan d’action de l’année en cours", "https://www.univ.example/accessibilite/plan-d-actions"],
    ["Le rapport d’audit", "https://www.univ.example/accessibilite/trousseau"],
    ["accessibilite@univ.example", "mailto:accessibilite@univ.example"],
  ] as const) {
    await expect(page.getByRole("link", { name })).toHaveAttribute("href", address);
  }
  const notice = await read(page, `${app.url}/mentions-legales`);
  expect(notice).toContain("Direction de la publication : Dominique Exemple");
  expect(notice).toContain("99000 Exemple, 01 99 00 12 40.");
  await expect(page.getByRole("link", { name: "01 99 00 12 00" })).toHaveAttribute("href", "tel:+33199001200");
  expect(await read(page, `${app.url}/donnees-personnelles`)).toContain("Rien ne quitte l’Union européenne, sauf");
});
