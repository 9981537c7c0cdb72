import type { Page } from "@playwright/test";
import { staff } from "../support/import-files";
import { canReadPdf, linesToCopy, readPdf } from "../support/read-pdf";
import { expect, send, signIn, test } from "./support/story";

const signInAsHr = (page: Page) => signIn(page, "roche-j", "Calendrier-71-Nacelle");
const signInAsRegistrar = (page: Page) => signIn(page, "morel-c", "Parchemin-15-Colline");
const camille = "camille.martin@etu.univ.example";

test("HR finds Maxime, prints his sheet again, and he opens his account with it, and with no other", async ({
  page,
  browser,
  app,
}) => {
  test.skip(!canReadPdf, "poppler-utils is missing: nothing reads the printed sheet");
  await signInAsHr(page);
  await expect(page).toHaveURL(/\/ressources-humaines$/);
  await page.getByRole("searchbox").fill("fau");
  await page.getByRole("button", { name: "Chercher" }).click();
  await page.getByRole("link", { name: "Faure Maxime" }).click();
  await expect(page.locator("main")).toContainText("Bibliothécaire, Bibliothèque universitaire");
  await expect(page.locator("main")).not.toContainText("Carte");
  await page.getByRole("link", { name: "Imprimer une nouvelle feuille" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Une feuille à imprimer");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Imprimer la feuille" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^feuilles-personnel-\d{4}-\d{2}-\d{2}\.pdf$/);
  const [sheet] = linesToCopy(await readPdf(await download.path()));
  if (!sheet) throw new Error("the document holds no sheet");
  expect(sheet.identifier).toBe("faure-m");

  const newcomer = await browser.newPage({ baseURL: app.url });
  for (const provisionalPassword of ["T6WD-H9KV-4PXQ", sheet.provisionalPassword]) {
    await newcomer.goto("/premiere-connexion/personnel?identifiant=faure-m");
    await newcomer.locator("[name=provisionalPassword]").fill(provisionalPassword);
    await send(newcomer);
  }
  await newcomer.locator("[name=recoveryEmail]").fill("maxime@mail.example");
  await send(newcomer);
  await newcomer.locator("[name=charterAccepted]").check();
  await send(newcomer);
  await newcomer.locator("[name=newPassword]").fill("Canal-37-Bruyere");
  await newcomer.locator("[name=newPasswordConfirmation]").fill("Canal-37-Bruyere");
  await send(newcomer);
  await expect(newcomer).toHaveURL(/\/personnel\/termine$/);
  await newcomer.close();

  await page.goto("/ressources-humaines/personnels/faure-m");
  await expect(page.locator("main")).toContainText("Terminée le");
});

test("HR imports an arrival, and revokes a sheet", { tag: "@once" }, async ({ page }) => {
  await signInAsHr(page);
  await page.goto("/ressources-humaines/import");
  const buffer = Buffer.from(staff([{ "Date d’arrivée": "02/01/2026" }]));
  await page.locator("[name=file]").setInputFiles({ name: "personnel.csv", mimeType: "text/csv", buffer });
  await send(page);
  await expect(page).toHaveURL(/\/ressources-humaines\/import\/[0-9a-f-]{36}$/);
  await page.getByRole("button", { name: "Appliquer la ligne" }).click();
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Le fichier est appliqué");
  }).toPass();
  await page.goto("/ressources-humaines?attente=no-sheet");
  await expect(page.locator("main")).toContainText("Lœuillet");

  await page.goto("/ressources-humaines/personnels/faure-m");
  await page.locator("summary").filter({ hasText: "Révoquer" }).click();
  await page.getByRole("button", { name: "Révoquer cette feuille" }).click();
  await expect(page).toHaveURL(/\/ressources-humaines\/personnels\/faure-m\?fait=revoked$/);
  await expect(page.locator("main")).toContainText(/Imprimée le .+, révoquée le/);
});

test("the registrar and HR each keep to their own pages, and to their own people", { tag: "@once" }, async ({
  page,
}) => {
  const rooms = {
    "/scolarite": { files: "etudiants", sheets: "scolpass" },
    "/ressources-humaines": { files: "personnels", sheets: "feuilles" },
  };
  for (const { enter, own, theirs, stranger } of [
    { enter: signInAsRegistrar, own: "/scolarite", theirs: "/ressources-humaines", stranger: "faure-m" },
    { enter: signInAsHr, own: "/ressources-humaines", theirs: "/scolarite", stranger: camille },
  ] as const) {
    await page.context().clearCookies();
    await enter(page);
    const { files, sheets } = rooms[theirs];
    for (const path of ["", "/import", `/${sheets}`, `/${files}/${encodeURIComponent(stranger)}`]) {
      await page.goto(theirs + path);
      await expect(page, theirs + path).toHaveURL(/\/refus\/role$/);
    }
    const form = { id: "b6b1f9be-5b0c-4a3c-9c3a-0f0f0f0f0f0f", students: stranger };
    const refused = await page.request.post(`${theirs}/${sheets}/tirage`, { form, maxRedirects: 0 });
    expect(refused.headers().location).toBe("/refus/role");
    const nobody = await page.request.post(`${own}/${rooms[own].sheets}/tirage`, { form, maxRedirects: 0 });
    expect(nobody.headers().location).toBe(`${own}/${rooms[own].sheets}`);
    const unknown = await page.goto(`${own}/${rooms[own].files}/${encodeURIComponent(stranger)}`);
    expect(unknown?.status()).toBe(404);
  }
});

test("what a form is bound to is no lock: bound to the other office, it asks for that office’s role", {
  tag: "@once",
}, async ({ browser, app }) => {
  const context = await browser.newContext({ baseURL: app.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await signInAsHr(page);
  await page.goto("/ressources-humaines/personnels/faure-m");
  const changed = await page.locator("details form input[type=hidden]").evaluateAll((inputs) => {
    const bound = (inputs as HTMLInputElement[]).filter(({ value }) => value.includes('"staff"'));
    for (const input of bound) input.value = input.value.replace('"staff"', '"student"');
    return bound.length;
  });
  expect(changed).toBeGreaterThan(0);
  await page.locator("summary").filter({ hasText: "Révoquer" }).click();
  await page.getByRole("button", { name: "Révoquer cette feuille" }).click();
  await expect(page).toHaveURL(/\/refus\/role$/);
  await context.close();
});
