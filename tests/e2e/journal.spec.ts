import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { alertIn, arriveSignedIn, expect, signIn, test } from "./support/story";

const journal = "/administration/journal";
const hugo = "hugo.bernard@etu.univ.example";

test("IT looks for what concerns one person, by a form that needs no script, and finds it, on record", {
  tag: "@once",
}, async ({ page }) => {
  await signIn(page, hugo, "Cerisier-42-Volcan");
  await page.context().clearCookies();
  await signIn(page, "fabre-a", "Telescope-46-Bruyere");
  await page.goto(journal);
  await page.getByText("Chercher dans le journal").click();
  await page.locator("[name=person]").fill("hugo.bernard");
  await page.locator("[name=kind]").selectOption({ label: "Connexion" });
  await page.getByRole("button", { name: "Chercher" }).click();
  await expect(page).toHaveURL(/person=hugo\.bernard/);
  await expect(page.locator("[name=person]")).toHaveValue("hugo.bernard");
  const rows = page.locator("tbody tr");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(hugo);

  await page.getByRole("link", { name: "Tout revoir" }).click();
  const ofTheService = rows.filter({ hasText: "Université de démonstration installée" });
  await expect(ofTheService.locator("[data-column='D’où']:empty")).toHaveCount(1);
  await expect(rows.filter({ hasText: "lignes « Connexion »" })).toContainText("Journal consulté");
});

test("the same lines leave as CSV and as JSON Lines, and each export is a line", { tag: "@once" }, async ({ page }) => {
  await arriveSignedIn(page, "leroy-d", "Archive-38-Rosier");
  await page.goto(`${journal}?kind=session.sign-in&person=leroy-d`);
  const [csv] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "pour un tableur (CSV)" }).click(),
  ]);
  expect(csv.suggestedFilename()).toBe("journal.csv");
  const rows = parse(await readFile(await csv.path()), { bom: true, delimiter: ";", columns: true });
  expect(rows).toEqual([
    expect.objectContaining({ Quoi: "Connexion", Issue: "Fait", Qui: "leroy-d", Code: "session.sign-in" }),
  ]);

  const lines = await page.request.get(`${journal}/journal.jsonl?kind=journal.export`);
  expect(lines.headers()["cache-control"]).toBe("no-store");
  const objects = (await lines.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(objects).toMatchObject([
    { actor: "leroy-d", details: { format: "jsonl" } },
    { actor: "leroy-d", subject: "leroy-d", details: { format: "csv", kind: "session.sign-in" } },
  ]);
});

test("what cannot be looked for is said in the form, and as a file leads there", { tag: "@once" }, async ({ page }) => {
  await arriveSignedIn(page, "fabre-a", "Telescope-46-Bruyere");
  const wrong = "?from=2026-02-30&kind=nothing&person=a%00b&before=x";
  for (const path of [journal + wrong, `${journal}/journal.csv${wrong}`]) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(200);
    await expect(alertIn(page)).toContainText("Cette recherche ne peut pas se faire");
    await expect(page.locator("[aria-invalid=true]")).toHaveCount(3);
    await expect(page.locator("table")).toHaveCount(0);
  }
});

test("older lines are a page away, and newer ones too", { tag: "@once" }, async ({ page }) => {
  await arriveSignedIn(page, "fabre-a", "Telescope-46-Bruyere");
  // Each export is a line; one of nothing costs the least.
  for (let line = 0; line < 101; line++) await page.request.get(`${journal}/journal.jsonl?person=nobody`);
  await page.goto(`${journal}?kind=journal.export`);
  await expect(page.locator("tbody tr")).toHaveCount(100);
  await page.getByRole("link", { name: "Lignes plus anciennes" }).click();
  await expect(page).toHaveURL(/before=/);
  await expect(page.getByRole("link", { name: "Lignes plus anciennes" })).toHaveCount(0);
  await page.getByRole("link", { name: "Lignes plus récentes" }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(page.locator("tbody tr")).toHaveCount(100);
});

test("nobody else reads or exports it: neither a student, nor other staff, nor from outside", { tag: "@once" }, async ({
  page,
  browser,
  app,
}) => {
  for (const [login, password] of [
    [hugo, "Cerisier-42-Volcan"],
    ["morel-c", "Parchemin-15-Colline"],
  ] as const) {
    await page.context().clearCookies();
    await arriveSignedIn(page, login, password);
    for (const path of [journal, `${journal}/journal.csv`, `${journal}/journal.jsonl`]) {
      const answer = await page.goto(path);
      expect([answer?.status(), answer?.headers()["content-disposition"]]).toEqual([403, undefined]);
    }
  }
  const outside = await browser.newContext({
    baseURL: app.url,
    extraHTTPHeaders: { "x-forwarded-for": "203.0.113.24" },
  });
  const answer = await outside.request.get(`${journal}/journal.csv`);
  expect(answer.status()).toBe(403);
  await outside.close();
});
