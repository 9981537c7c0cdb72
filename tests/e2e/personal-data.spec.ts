import { readFileSync } from "node:fs";
import { arriveSignedIn, expect, send, signIn, test } from "./support/story";

const hugo = "hugo.bernard@etu.univ.example";
const path = "/administration/donnees";

test("the data protection officer finds a person and takes away what is kept of them; the journal says so, and so does their account", {
  tag: "@everywhere",
}, async ({ page }) => {
  await signIn(page, "leroy-d", "Archive-38-Rosier");
  await page.goto("/mon-compte");
  await page.getByRole("link", { name: "Remettre ses données à une personne" }).click();
  const field = page.locator("[name=identifier]");
  await field.fill("Cerisier-42-Volcan");
  await send(page);
  await expect(page.locator("main").getByRole("alert")).toHaveText("Cette personne n’a pas été trouvée");
  await expect(page.locator("#identifier-error")).toContainText("Personne n’a cet identifiant ici");
  expect(page.url()).not.toContain("Cerisier");
  await field.fill(hugo);
  await send(page);
  await expect(page.locator("section", { has: page.locator("#found") })).toContainText("Hugo Bernard");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Télécharger ses données" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("donnees-hugo.bernard.json");
  const data = JSON.parse(readFileSync(await file.path(), "utf8"));
  expect(data.register).toMatchObject({ identifier: hugo, familyName: "Bernard" });

  await page.goto("/administration/journal?kind=personal-data.export");
  await expect(page.locator("tbody tr")).toHaveCount(2);
  await expect(page.locator("tbody")).not.toContainText("Cerisier");
  await expect(page.locator("tbody tr").first()).toContainText(hugo);
  await page.context().clearCookies();
  await signIn(page, hugo, "Cerisier-42-Volcan");
  await expect(page.locator("section", { has: page.locator("#events") })).toContainText(
    "Vos données téléchargées pour vous être remises",
  );
});

test("IT is shown no such page and opens none; staff take their own data away", { tag: "@once" }, async ({ page }) => {
  await arriveSignedIn(page, "fabre-a", "Telescope-46-Bruyere");
  await page.goto("/administration");
  await expect(page.locator("main a[href='/administration/signalements']").first()).toBeVisible();
  await expect(page.locator(`a[href='${path}']`)).toHaveCount(0);
  expect((await page.goto(path))?.status()).toBe(403);
  await page.goto("/mon-compte");
  const own = await page.request.get("/mon-compte/donnees.json");
  expect(await own.json()).toMatchObject({ register: null, directory: { uid: "fabre-a" }, identifiers: ["fabre-a"] });
  await expect(page.getByRole("link", { name: "Télécharger mes données" })).toBeVisible();
});
