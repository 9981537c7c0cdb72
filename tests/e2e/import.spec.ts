import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { apogee } from "../support/import-files";
import { alertIn, arriveSignedIn, expect, expectAccessible, expectNoSidewaysScroll, send, test } from "./support/story";

const another = { COD_ETU: "22600002", COD_NNE_IND: "060112346C", LIB_NOM_PAT_IND: "Martin", LIB_PR1_IND: "Camille" };
const wrong = { COD_ETU: "22600003", COD_NNE_IND: "060112347D", DATE_NAI_IND: "31/02/2007" };

/** An export of this university, of enrolments that are not to come for any clock. */
const file = (...lines: Parameters<typeof apogee>) => ({
  name: "inscriptions-2025.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(apogee(...lines.map((line) => ({ COD_ANU: "2025", DAT_CRE_IAE: "02/09/2025", ...line })))),
});

/** Waits until the page of an import says so: the file is read, and applied, beside the pages. */
async function comesTo(page: Page, title: string) {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title, { timeout: 30_000 });
}

test("a file that is too large is refused, and listed under its name", { tag: "@once" }, async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "trousseau-import-"));
  const path = join(folder, "inscriptions-2025.csv");
  writeFileSync(path, "");
  truncateSync(path, 51 * 1024 * 1024);
  await arriveSignedIn(page, "morel-c", "Parchemin-15-Colline");
  await page.goto("/scolarite/import");
  await page.locator("[name=file]").setInputFiles(path);
  await send(page);
  await expect(page.locator("main")).toContainText("inscriptions-2025.csv\u202f: rien n’est changé");
  await expect(page.locator("main")).toContainText("Ce fichier est trop gros");
  await page.goto("/scolarite/import");
  await expect(page.getByRole("link", { name: "inscriptions-2025.csv" })).toBeVisible();
  rmSync(folder, { recursive: true });
});

test("the registrar reads what a file would do, applies it, and the same file then changes nothing", async ({
  page,
  javaScriptEnabled,
}) => {
  await arriveSignedIn(page, "morel-c", "Parchemin-15-Colline");
  await page.goto("/scolarite/import");
  if (javaScriptEnabled) await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.locator("[name=file]").setInputFiles(file({}, another, wrong));
  await send(page);

  await comesTo(page, "2 lignes à appliquer");
  await expect(page.locator("main")).toContainText(
    "rien n’est encore changé. La ligne refusée sera laissée de côté : corrigez-la",
  );
  await expect(page.getByRole("row").nth(1)).toContainText("Anaïs Lœuillet");
  if (javaScriptEnabled) await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: "Refusées" }).click();
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("row").nth(1)).toContainText("31/02/2007 (colonne DATE_NAI_IND)");

  await send(page);
  await comesTo(page, "Le fichier est appliqué");
  await expect(page.locator("main")).not.toContainText("Lœuillet");
  if (javaScriptEnabled) await expectAccessible(page);

  await page.getByRole("link", { name: "Donner un autre fichier" }).click();
  await page.locator("[name=file]").setInputFiles(file({}, another));
  await send(page);
  await comesTo(page, "Ce fichier ne change rien");
});

test("a file that is none is refused as a whole, in a sentence", async ({ page, javaScriptEnabled }) => {
  await arriveSignedIn(page, "morel-c", "Parchemin-15-Colline");
  await page.goto("/scolarite/import");
  await send(page);
  await expect(alertIn(page)).toContainText("Il manque le fichier");

  const spreadsheet = { ...file(), buffer: Buffer.from("PK\x03\x04\x14\x00", "latin1") };
  await page.locator("[name=file]").setInputFiles(spreadsheet);
  await send(page);
  await comesTo(page, "Ce fichier n’a pas été lu");
  await expect(alertIn(page)).toContainText("C’est un classeur, pas un fichier CSV");
  if (javaScriptEnabled) await expectAccessible(page);

  await page.getByRole("link", { name: "Donner un autre fichier" }).click();
  await page.locator("[name=file]").setInputFiles({ ...file(), buffer: Buffer.from("COD_ETU;COD_CMP\n1;ECO\n") });
  await send(page);
  await comesTo(page, "Ce fichier n’a pas été lu");
  await expect(alertIn(page)).toContainText("Il manque 8 colonnes");
});

test("it is for the registrar alone", { tag: "@once" }, async ({ page }) => {
  await page.goto("/scolarite/import");
  await expect(page).toHaveURL(/\/connexion\?suite=/);
  await arriveSignedIn(page, "garcia-l", "Lanterne-29-Falaise");
  for (const path of ["/scolarite/import", "/scolarite/import/00000000-0000-4000-8000-000000000000"]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/refus\/role/);
  }
  const headers = { origin: new URL(page.url()).origin };
  const multipart = { file: file({}) };
  const posted = await page.request.post("/scolarite/import/fichier", { headers, multipart, maxRedirects: 0 });
  expect([posted.status(), posted.headers().location]).toEqual([303, "/refus/role"]);
  const foreign = { origin: "https://evil.example" };
  const refused = await page.request.post("/scolarite/import/fichier", {
    headers: foreign,
    multipart,
    maxRedirects: 0,
  });
  expect(refused.status()).toBe(403);
});
