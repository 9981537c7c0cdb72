import { arriveSignedIn, expect, test } from "./support/story";

test("the DPO sees what happens, and takes the numbers of a plot away as a file", async ({ page }) => {
  await arriveSignedIn(page, "leroy-d", "Archive-38-Rosier");
  await page.goto("/administration/statistiques?periode=year");
  const components = page.getByRole("region", { name: "Par composante, à ce jour" });
  await expect(components.getByRole("listitem").filter({ hasText: "Économie" })).toContainText(/à ouvrir/);
  const file = await page.request.get("/administration/statistiques/components.csv?periode=year");
  expect(file.headers()["content-disposition"]).toContain("components.csv");
  const [header, ...lines] = (await file.text()).replace("\u{FEFF}", "").trim().split("\r\n");
  expect(header).toBe("Composante;Comptes ouverts;À ouvrir");
  expect(lines.map((line) => line.split(";")[0])).toEqual(["Droit", "Économie", "Lettres et langues", "Sciences"]);

  await components.locator("summary").click();
  for (const line of lines) {
    const [component = "", ...counts] = line.split(";");
    const row = components.getByRole("row").filter({ hasText: component });
    await expect(row.getByRole("cell")).toHaveText(counts);
  }
});

test("a registrar, staff and a stranger see none of it", { tag: "@once" }, async ({ page, browser, app }) => {
  for (const path of ["/administration/statistiques", "/administration/statistiques/funnel.csv"]) {
    await page.context().clearCookies();
    await arriveSignedIn(page, "morel-c", "Parchemin-15-Colline");
    await page.goto(path);
    await expect(page).toHaveURL(/\/refus\/role$/);
    const outside = await browser.newPage({
      baseURL: app.url,
      extraHTTPHeaders: { "x-forwarded-for": "203.0.113.24" },
    });
    expect((await outside.goto(path))?.status()).toBe(403);
    await outside.close();
  }
});

test("a figure that there is not is a 404", { tag: "@once" }, async ({ page }) => {
  await arriveSignedIn(page, "fabre-a", "Telescope-46-Bruyere");
  const answer = await page.request.get("/administration/statistiques/secrets.csv");
  expect(answer.status()).toBe(404);
});
