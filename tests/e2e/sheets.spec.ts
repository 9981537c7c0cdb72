import type { Browser, Page } from "@playwright/test";
import { canReadPdf, linesToCopy, readPdf } from "../support/read-pdf";
import { alertIn, arriveSignedIn, expect, send, test } from "./support/story";

const sheets = "/scolarite/scolpass";
const camille = "camille.martin@etu.univ.example";

async function signInAsRegistrar(page: Page): Promise<void> {
  await arriveSignedIn(page, "morel-c", "Parchemin-15-Colline");
}

/** Chooses one student by identifier, confirms, and reads the document that the browser downloaded. */
async function printSheetOf(page: Page, identifier: string) {
  await page.goto(sheets);
  await page.locator("[name=students]").fill(identifier);
  await page.locator("form:has([name=students]) button").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Une feuille à imprimer");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Imprimer la feuille" }).click(),
  ]);
  const pdf = await readPdf(await download.path());
  expect(pdf.pages).toHaveLength(1);
  const [sheet] = linesToCopy(pdf);
  if (!sheet) throw new Error("the document holds no sheet");
  return { sheet, name: download.suggestedFilename() };
}

async function typeSheet(page: Page, sheet: { identifier: string; provisionalPassword: string }): Promise<void> {
  await page.goto("/premiere-connexion/etudiant?recommencer=oui");
  await page.locator("[name=identifier]").fill(sheet.identifier);
  await page.locator("[name=provisionalPassword]").fill(sheet.provisionalPassword);
  await send(page);
}

async function inAnotherBrowser(browser: Browser, url: string, act: (page: Page) => Promise<void>): Promise<void> {
  const page = await browser.newPage({ baseURL: url });
  await act(page);
  await page.close();
}

test("a sheet printed and read back activates its student; the sheets before it open nothing", async ({
  page,
  browser,
  app,
  javaScriptEnabled,
}) => {
  test.skip(!canReadPdf, "poppler-utils is missing: nothing reads the printed sheet");
  await signInAsRegistrar(page);
  const first = await printSheetOf(page, camille);
  expect(first.name).toMatch(/^scolpass-\d{4}-\d{2}-\d{2}\.pdf$/);
  if (javaScriptEnabled) {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("La feuille est faite");
    await expect(page.locator(".notice")).toHaveCount(1);
    await expect(page.locator(".notice.done")).toContainText("L’ancienne feuille n’ouvre plus rien");
  }
  const second = await printSheetOf(page, camille);
  expect(second.sheet).toMatchObject({ identifier: camille });

  await inAnotherBrowser(browser, app.url, async (student) => {
    for (const former of [{ identifier: camille, provisionalPassword: "K7QX-M3VP-9RTD" }, first.sheet]) {
      await typeSheet(student, former);
      await expect(alertIn(student)).toContainText("n’ouvrent pas de compte");
    }
    await typeSheet(student, second.sheet);
    await expect(student).toHaveURL(/mail-de-secours$/);
    await student.locator("[name=recoveryEmail]").fill("camille.martin@laposte.example");
    await send(student);
    await student.locator("[name=charterAccepted]").check();
    await send(student);
    await student.locator("[name=newPassword]").fill("Canal-37-Bruyere");
    await student.locator("[name=newPasswordConfirmation]").fill("Canal-37-Bruyere");
    await send(student);
    await expect(student.getByRole("heading", { level: 1 })).toHaveText("Votre compte est ouvert");
  });

  await page.goto(`${sheets}?students=${camille}`);
  await expect(page.locator("main")).toContainText(`Le compte ${camille} est déjà ouvert`);
  await expect(page.getByRole("button", { name: /Imprimer/ })).toHaveCount(0);
});

test("the page says how many sheets are made and how many become worthless, before any is", { tag: "@once" }, async ({
  page,
}) => {
  await signInAsRegistrar(page);
  await page.goto(sheets);
  await page.getByRole("link", { name: /^Refaire .+, Économie$/ }).click();
  await expect(page.locator("main")).toContainText(/n’ouvrir(a|ont) plus rien/);
  await page.goto(sheets);
  await expect(page.locator("main")).not.toContainText("Derniers tirages");
});

test("a form sent twice prints once, and the second time tells what became of the first", { tag: "@once" }, async ({
  page,
}) => {
  await signInAsRegistrar(page);
  await page.goto(`${sheets}?students=${camille}`);
  const fields = { id: await page.locator("[name=id]").inputValue(), students: camille };
  const first = await page.request.post(`${sheets}/tirage`, { form: fields });
  expect([first.status(), first.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  expect(first.headers()["cache-control"]).toContain("no-store");
  const second = await page.request.post(`${sheets}/tirage`, { form: fields, maxRedirects: 0 });
  expect([second.status(), second.headers().location]).toEqual([303, `${sheets}?printing=${fields.id}`]);
  await page.goto(second.headers().location ?? "");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ce tirage est terminé");
});

test("a printing that got into other hands is revoked from its page, and none of its sheets opens anything", async ({
  page,
  browser,
  app,
}) => {
  test.skip(!canReadPdf, "poppler-utils is missing: nothing reads the printed sheet");
  await signInAsRegistrar(page);
  const { sheet } = await printSheetOf(page, camille);
  await page.goto(sheets);
  await page.getByRole("heading", { name: "Derniers tirages" }).locator("+ ul a").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ce tirage est terminé");
  await expect(page.locator("main")).toContainText("une est encore en vigueur");
  await page.getByText("Révoquer cette feuille").click();
  await page.getByRole("button", { name: "Révoquer la feuille" }).click();
  await expect(page.locator("main")).toContainText("Plus rien de ce tirage n’ouvre de compte");
  await expect(page.getByRole("button", { name: /Révoquer/ })).toHaveCount(0);
  await inAnotherBrowser(browser, app.url, async (student) => {
    await typeSheet(student, sheet);
    await expect(alertIn(student)).toContainText("n’ouvrent pas de compte");
  });
});

test("nobody but the registrar prints, from nowhere but our own pages", { tag: "@once" }, async ({ page, request }) => {
  const form = { id: "b6b1f9be-5b0c-4a3c-9c3a-0f0f0f0f0f0f", students: camille };
  const post = (headers?: Record<string, string>) =>
    page.request.post(`${sheets}/tirage`, { form, headers, maxRedirects: 0 });
  expect((await request.post(`${sheets}/tirage`, { form, maxRedirects: 0 })).headers().location).toMatch(
    /^\/connexion/,
  );
  await arriveSignedIn(page, "dupont-n", "Horloge-64-Pivoine");
  expect((await post()).headers().location).toBe("/refus/role");
  expect((await page.request.get(`${sheets}/tirage/${form.id}`, { maxRedirects: 0 })).headers().location).toBe(
    "/refus/role",
  );
  await page.context().clearCookies();
  await signInAsRegistrar(page);
  expect((await post({ origin: "https://ailleurs.example" })).status()).toBe(403);
  const outside = await post({ "x-forwarded-for": "203.0.113.24" });
  expect(outside.status()).toBe(403);
});

test("what cannot be read is told", { tag: "@once" }, async ({ page }) => {
  await signInAsRegistrar(page);
  await page.goto(`${sheets}?enrolledOn=2026-02-31`);
  await expect(alertIn(page)).toContainText("n’a pas été comprise");
});

test("the code of a sheet opens the first page with the identifier filled in, and nothing that is not one", {
  tag: "@once",
}, async ({ page }) => {
  await page.goto(`/premiere-connexion/etudiant?identifiant=${encodeURIComponent(camille)}`);
  await expect(page.locator("[name=identifier]")).toHaveValue(camille);
  await page.goto("/premiere-connexion/etudiant?identifiant=K7QX-M3VP-9RTD");
  await expect(page.locator("[name=identifier]")).toHaveValue("");
});
