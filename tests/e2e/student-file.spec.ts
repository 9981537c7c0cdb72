import type { Page } from "@playwright/test";
import { alertIn, arriveSignedIn, expect, send, test } from "./support/story";

const camille = { identifier: "camille.martin@etu.univ.example", sheet: "K7QX-M3VP-9RTD" };
const fileOf = (identifier: string) => `/scolarite/etudiants/${encodeURIComponent(identifier)}`;

async function unfold(page: Page, name: RegExp): Promise<void> {
  await page.locator("summary").filter({ hasText: name }).click();
}

test("the registrar finds Camille by half a name, and revokes her sheet: it opens nothing any more", async ({
  page,
  browser,
  app,
}) => {
  await arriveSignedIn(page, "morel-c", "Parchemin-15-Colline");
  await page.goto("/scolarite");
  await page.getByRole("searchbox").fill("cam mar");
  await page.getByRole("button", { name: "Chercher" }).click();
  await page.getByRole("link", { name: "Martin Camille" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Camille Martin");
  await expect(page.locator("main")).toContainText("Compte pas encore ouvert : il attend la première connexion.");

  await unfold(page, /Révoquer/);
  await page.getByRole("button", { name: "Révoquer cette feuille" }).click();
  await expect(page.locator("main")).toContainText(/Imprimée le .+, révoquée le/);
  await expect(page.locator("table").last()).toContainText("Feuille révoquée");

  const student = await browser.newPage({ baseURL: app.url });
  await student.goto("/premiere-connexion/etudiant");
  await student.locator("[name=identifier]").fill(camille.identifier);
  await student.locator("[name=provisionalPassword]").fill(camille.sheet);
  await send(student);
  await expect(alertIn(student)).toBeVisible();
  await student.close();
});

test("Noé waits with an expired sheet: the registrar sees him, prolongs it, and he may begin", {
  tag: "@once",
}, async ({ page, browser, app }) => {
  await arriveSignedIn(page, "morel-c", "Parchemin-15-Colline");
  await page.goto("/scolarite");
  await page.getByRole("link", { name: /Feuille expirée/ }).click();
  await page.getByRole("link", { name: "Garnier Noé" }).click();
  await unfold(page, /Prolonger/);
  await page.getByRole("button", { name: /Prolonger jusqu’au/ }).click();
  await expect(page.locator("main")).toContainText(/Imprimée le .+, bonne jusqu’au/);

  const student = await browser.newPage({ baseURL: app.url });
  await student.goto("/premiere-connexion/etudiant");
  await student.locator("[name=identifier]").fill("noe.garnier@etu.univ.example");
  await student.locator("[name=provisionalPassword]").fill("P3VK-7WQX-M9HN");
  await send(student);
  await expect(student).toHaveURL(/mail-de-secours$/);
  await student.close();
});

test("a card is declared lost once that is confirmed", async ({ page }) => {
  await arriveSignedIn(page, "morel-c", "Parchemin-15-Colline");
  await page.goto(fileOf("hugo.bernard@etu.univ.example"));
  await unfold(page, /E2500104 perdue/);
  await page.getByRole("button", { name: "Déclarer cette carte perdue" }).click();
  await expect(alertIn(page)).toContainText("cochez d’abord la case");
  await expect(page.locator("main")).toContainText("E2500104, en vigueur");

  const confirmed = page.getByLabel("Oui, la carte E2500104 est perdue");
  await expect(confirmed).toHaveAccessibleDescription(/cochez d’abord la case/);
  await confirmed.check();
  await page.getByRole("button", { name: "Déclarer cette carte perdue" }).click();
  await expect(page.locator("main")).toContainText("E2500104, perdue");
});

test("two registrars revoke one sheet: the second is told that nothing changed", { tag: "@once" }, async ({
  page,
  context,
}) => {
  await arriveSignedIn(page, "morel-c", "Parchemin-15-Colline");
  await page.goto(fileOf(camille.identifier));
  const late = await context.newPage();
  await late.goto(fileOf(camille.identifier));
  for (const each of [page, late]) {
    await unfold(each, /Révoquer/);
    await each.getByRole("button", { name: "Révoquer cette feuille" }).click();
    await expect(each.locator("main")).toContainText(/révoquée le/);
  }
  await expect(page.locator("main")).toContainText("La feuille est révoquée");
  await expect(alertIn(late)).toContainText("Cette feuille n’est plus en vigueur");
  await expect(late.locator("summary").filter({ hasText: /Révoquer/ })).toHaveCount(0);
});

test("nobody else sees the register: not staff, not IT, not a student, not the registrar from outside", {
  tag: "@once",
}, async ({ page, browser, app }) => {
  for (const [login, password] of [
    ["garcia-l", "Lanterne-29-Falaise"],
    ["fabre-a", "Telescope-46-Bruyere"],
    ["hugo.bernard@etu.univ.example", "Cerisier-42-Volcan"],
  ] as const) {
    await page.context().clearCookies();
    await arriveSignedIn(page, login, password);
    for (const path of ["/scolarite?q=martin", fileOf(camille.identifier)]) {
      await page.goto(path);
      await expect(page).toHaveURL(/\/refus\/role$/);
      await expect(page.locator("main")).not.toContainText("Martin");
    }
  }
  const outside = await browser.newPage({
    baseURL: app.url,
    extraHTTPHeaders: { "x-forwarded-for": "203.0.113.24" },
  });
  const answer = await outside.goto("/scolarite");
  expect(answer?.status()).toBe(403);
  await outside.close();
});

test("a file that nobody has is a 404, and strange identifiers too", { tag: "@once" }, async ({ page }) => {
  await arriveSignedIn(page, "morel-c", "Parchemin-15-Colline");
  for (const identifier of ["per.sonne@etu.univ.example", "*)(uid=*", "%E0%A4%A", "a".repeat(2_000)]) {
    const answer = await page.goto(
      `/scolarite/etudiants/${identifier.startsWith("%") ? identifier : encodeURIComponent(identifier)}`,
    );
    expect([400, 404]).toContain(answer?.status());
  }
});
