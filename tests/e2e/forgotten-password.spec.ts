import type { Page } from "@playwright/test";
import { alertIn, expect, mailTo, send, signIn, test } from "./support/story";

const hugo = "hugo.bernard@etu.univ.example";
const hugosMail = "hugo.bernard@mail.example";
const chosen = "Nuage-27-Fougere-Lente";

async function ask(page: Page, identifier: string): Promise<void> {
  await page.goto("/mot-de-passe-oublie");
  await page.locator("[name=identifier]").fill(identifier);
  await send(page);
}

async function choose(page: Page, password: string): Promise<void> {
  await page.locator("[name=newPassword]").fill(password);
  await page.locator("[name=newPasswordConfirmation]").fill(password);
  await send(page);
}

const linkOf = ({ text }: { text: string }) => /https?:\S+jeton=\S+/.exec(text)?.[0] ?? "";

test("Hugo asks for a link in one browser, follows it in another, and signs in with the password that he chose there", {
  tag: "@everywhere",
}, async ({ page, browser }) => {
  await page.goto("/");
  await page.getByRole("link", { name: /Mot de passe oublié/ }).click();
  await page.locator("[name=identifier]").fill(` ${hugo.toUpperCase()} `);
  await send(page);
  await expect(page).toHaveURL(/\/mot-de-passe-oublie\/mail$/);
  await expect(page.locator("h1")).toContainText("mail de secours");
  const link = linkOf(await mailTo(page, hugosMail));

  const elsewhere = await browser.newContext();
  const phone = await elsewhere.newPage();
  // A mail filter was there first.
  await phone.request.get(link);
  await phone.goto(link);
  expect(phone.url()).not.toContain("jeton");
  await expect(phone.locator("main")).toContainText(hugo);
  await choose(phone, "hugo$");
  await expect(alertIn(phone)).toBeVisible();
  await expect(phone.locator("[name=newPassword]")).toHaveValue("");
  await choose(phone, chosen);
  await expect(phone.locator("h1")).toContainText("est changé");
  for (const address of [hugosMail, hugo]) await mailTo(page, address, /a été changé/);

  await phone.goto("/mon-compte");
  await expect(phone).toHaveURL(/\/connexion/);
  await signIn(phone, hugo, "Cerisier-42-Volcan");
  await expect(alertIn(phone)).toBeVisible();
  await signIn(phone, hugo, chosen);
  await expect(phone).toHaveURL(/\/mon-compte$/);

  await phone.goto(link);
  await expect(phone.locator("h1")).toContainText("est changé");
  await expect(phone.locator("[name=newPassword]")).toHaveCount(0);
  await elsewhere.close();
});

test("Léa, who has no recovery e-mail, reads what Hugo reads, and so does nobody; no mail leaves for them", {
  tag: "@once",
}, async ({ page }) => {
  const pages: string[] = [];
  for (const identifier of ["lea.moreau@etu.univ.example", "personne.inconnue@etu.univ.example", hugo]) {
    await ask(page, identifier);
    await expect(page).toHaveURL(/\/mot-de-passe-oublie\/mail$/);
    pages.push(`${new URL(page.url()).pathname} ${await page.locator("main").innerHTML()}`);
  }
  expect(new Set(pages).size).toBe(1);
  // Requests are answered in their order: once Hugo's mail is there, the others would be.
  await mailTo(page, hugosMail);
  const mails: { to: string }[] = await (await page.request.get("/api/demo/mails")).json();
  expect(mails.map(({ to }) => to)).toEqual([expect.stringContaining(hugosMail)]);
});

test("what no identifier looks like is told, and comes back to be corrected", async ({ page }) => {
  await ask(page, "dupont-n");
  await expect(page).toHaveURL(/\/mot-de-passe-oublie$/);
  await expect(alertIn(page)).toContainText("identifiant");
  await expect(page.locator("[name=identifier]")).toHaveValue("dupont-n");
  await ask(page, "");
  await expect(alertIn(page)).toContainText("Il manque votre identifiant");
});

test("a link that was never mailed leads to a page that says what to do next", { tag: "@once" }, async ({ page }) => {
  await page.goto(`/mot-de-passe-oublie/lien?jeton=${"a".repeat(43)}`);
  await expect(page).toHaveURL(/\/mot-de-passe-oublie\/nouveau$/);
  await expect(page.locator("h1")).toContainText("ne sert plus");
  await expect(alertIn(page)).toBeVisible();
  await expect(page.getByRole("link", { name: "Demander un autre lien" })).toBeVisible();
});
