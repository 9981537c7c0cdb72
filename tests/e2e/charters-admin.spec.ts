import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { longestCharter } from "@/lib/charter-publishing/rules";
import { alertIn, arriveSignedIn, expect, expectAccessible, expectNoSidewaysScroll, send, test } from "./support/story";

const charters = "/administration/chartes";
const hugo = ["hugo.bernard@etu.univ.example", "Cerisier-42-Volcan"] as const;

async function signInAs(page: Page, login: string, password: string): Promise<void> {
  await page.context().clearCookies();
  await arriveSignedIn(page, login, password);
}

/** Writes one more sentence in both languages, and goes to compare. */
async function writeDraft(page: Page): Promise<void> {
  await signInAs(page, "fabre-a", "Telescope-46-Bruyere");
  await page.goto(charters);
  await page.getByRole("button", { name: "Écrire une nouvelle version, pour les étudiants" }).click();
  await expect(page).toHaveURL(/\/brouillons\//);
  for (const [name, sentence] of [
    ["markdownFr", "Une phrase **ajoutée**."],
    ["markdownEn", "A sentence **added**."],
  ] as const) {
    const text = page.locator(`[name=${name}]`);
    await text.fill(`${await text.inputValue()}\n${sentence}\n`);
  }
}

async function publish(page: Page, importance: "major" | "editorial"): Promise<void> {
  await writeDraft(page);
  await page.locator("button[value=save]").click();
  await expect(page.getByText(/Enregistré à/)).toBeVisible();
  await page.getByRole("link", { name: "Comparer et publier" }).click();
  // In words, not in Markdown, and in the page: no box scrolls within it.
  const french = page.locator(".comparison").first();
  await expect(french.locator("ins")).toContainText("Une phrase ajoutée.");
  expect(await french.evaluate((text) => text.scrollHeight - text.clientHeight)).toBe(0);
  await page.locator(`[name=importance][value=${importance}]`).check();
  await page.locator("[name=when][value=now]").check();
  await page.locator("[name=textsChecked]").check();
  await page.getByRole("button", { name: "Publier" }).click();
  await expect(page).toHaveURL(/published=4/);
  await expect(page.locator("main")).toContainText("La version 4 est publiée");
}

test("IT writes beside what everyone will read, with or without scripts", async ({ page, javaScriptEnabled }) => {
  await writeDraft(page);
  const text = page.locator("[name=markdownFr]");
  await text.fill(`${await text.inputValue()}\n2. Un point numéroté.\n`);
  if (!javaScriptEnabled) {
    await expect(page.locator(".sample strong", { hasText: "ajoutée" })).toHaveCount(0);
    await page.getByRole("button", { name: "Voir les deux textes" }).click();
  }
  await expect(page.locator(".sample strong", { hasText: "ajoutée" })).toHaveCount(1);
  await expect(page.locator(".sample strong", { hasText: "added" })).toHaveCount(1);
  await expect(page.locator(".sample ol[start='2']")).toHaveCSS("list-style-type", "decimal");
  await expectNoSidewaysScroll(page);
  if (javaScriptEnabled) await expectAccessible(page);
});

test("the longest charter that may be written is saved as often as one likes", async ({ page }) => {
  await writeDraft(page);
  const sentence = "À l’été, où l’élève s’élève, « l’âge » règne.\n\n";
  const long = (title: string) =>
    title + sentence.repeat(Math.floor((longestCharter - title.length) / sentence.length));
  await page.locator("[name=markdownFr]").fill(long("# Charte\n\n"));
  await page.locator("[name=markdownEn]").fill(long("# Charter\n\n"));
  for (const revision of ["2", "3", "4"]) {
    await page.locator("button[value=save]").click();
    await expect(page.locator("[name=revision]")).toHaveValue(revision);
    await expect(page.getByText(/Enregistré à/)).toBeVisible();
  }
});

test("a major version asks Hugo to accept, at the page where he does", async ({ page }) => {
  await publish(page, "major");
  await signInAs(page, ...hugo);
  expect(await (await page.request.get("/api/v1/charter-status")).json()).toEqual({
    accepted: false,
    version: 4,
    acceptedVersion: 2,
  });
  await page.goto("/mon-compte");
  await page.getByRole("link", { name: "Lisez-la, puis acceptez-la" }).click();
  await expect(page).toHaveURL(/\/charte\/acceptation$/);
  await expect(page.locator("main")).toContainText("Une phrase ajoutée");
  await page.locator("[name=charterAccepted]").check();
  await send(page);
  await expect(page.locator("main")).toContainText("Version 4, acceptée le");
});

test("an editorial version asks nobody, and is the one that is read", { tag: "@once" }, async ({ page }) => {
  await publish(page, "editorial");
  await signInAs(page, ...hugo);
  expect(await (await page.request.get("/api/v1/charter-status")).json()).toEqual({
    accepted: true,
    version: 4,
    acceptedVersion: 2,
  });
  await page.goto("/charte/acceptation");
  await expect(page).toHaveURL(/\/mon-compte/);
  await expect(page.locator("main")).toContainText("rien à faire");
  await page.goto("/charte");
  await expect(page.locator("main")).toContainText("Une phrase ajoutée");
  await page.goto("/charte?version=2");
  await expect(page.locator("main")).toContainText("n’est plus en vigueur");
  await expect(page.locator("main")).not.toContainText("Une phrase ajoutée");
});

test("nothing is published that was not chosen; what is to come can be withdrawn", async ({ page }) => {
  await writeDraft(page);
  await page.locator("button[value=save]").click();
  await expect(page.getByText(/Enregistré à/)).toBeVisible();
  await page.getByRole("link", { name: "Comparer et publier" }).click();
  await page.getByRole("button", { name: "Publier" }).click();
  await expect(alertIn(page)).toContainText("Rien n’est publié");
  await page.locator("[name=importance][value=major]").check();
  await page.locator("[name=when][value=later]").check();
  await page.locator("[name=day]").fill(new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10));
  await page.locator("[name=textsChecked]").check();
  await page.getByRole("button", { name: "Publier" }).click();
  await expect(page).toHaveURL(/published=4/);
  await page.getByRole("button", { name: "Retirer cette version" }).click();
  await expect(page).toHaveURL(/withdrawn=4/);
  await expect(page.locator("main")).toContainText("Retirée le");
});

test("two administrators at once: the second is told, and loses nothing that was typed", async ({ page, context }) => {
  await writeDraft(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await other.locator("[name=markdownFr]").fill("# Charte\n\nLe texte de l’autre.\n");
  await other.locator("button[value=save]").click();
  await expect(other.getByText(/Enregistré à/)).toBeVisible();
  await page.locator("button[value=save]").click();
  await expect(alertIn(page)).toContainText("fabre-a a enregistré ce brouillon");
  await expect(page.locator("[name=markdownFr]")).toHaveValue(/Une phrase \*\*ajoutée\*\*/);
  await page.locator("button[value=save]").click();
  await expect(page.getByText(/Enregistré à/)).toBeVisible();
});

test("the DPO reads, counts, exports and gives a receipt, and writes nothing", { tag: "@once" }, async ({ page }) => {
  await signInAs(page, "leroy-d", "Archive-38-Rosier");
  await page.goto(charters);
  await expect(page.getByRole("button", { name: "Écrire une nouvelle version" })).toHaveCount(0);
  await page.getByRole("link", { name: /Qui a accepté/ }).click();
  await expect(page.locator("main")).toContainText("comptes ouverts");
  const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: /CSV/ }).click()]);
  const rows = parse(await readFile(await csv.path()), { bom: true, delimiter: ";", columns: true }) as object[];
  expect(rows).toContainEqual(expect.objectContaining({ Identifiant: hugo[0], Version: "2", Langue: "fr" }));
  await page.locator("[name=identifier]").fill(hugo[0]);
  await page.getByRole("button", { name: "Chercher" }).click();
  const [receipt] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Récépissé (PDF)" }).first().click(),
  ]);
  expect((await readFile(await receipt.path())).subarray(0, 5).toString()).toBe("%PDF-");
  await page.goto("/administration/journal?kind=charter.receipt");
  await expect(page.locator("tbody tr")).toContainText(hugo[0]);
});

test("neither a student nor the registrar sees any of it", { tag: "@once" }, async ({ page }) => {
  for (const [login, password] of [hugo, ["morel-c", "Parchemin-15-Colline"]] as const) {
    await signInAs(page, login, password);
    for (const path of [charters, `${charters}/acceptations`, `${charters}/acceptations/acceptations.csv`]) {
      const answer = await page.goto(path);
      expect([answer?.status(), answer?.headers()["content-disposition"]]).toEqual([403, undefined]);
    }
  }
});
