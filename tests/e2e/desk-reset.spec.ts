import type { Page } from "@playwright/test";
import { alertIn, arriveSignedIn, expect, mailTo, presentCard, send, signIn, test } from "./support/story";

const desk = "/personnel/mots-de-passe-etudiants";
const hugo = "hugo.bernard@etu.univ.example";
const before = "Cerisier-42-Volcan";
const after = "Ocarina-93-Bouleau";

async function findHugo(page: Page, card: string): Promise<void> {
  await presentCard(page, card);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hugo Bernard");
}

async function showCode(page: Page, card: string): Promise<void> {
  await findHugo(page, card);
  await page.getByRole("button", { name: /Oui, sur son téléphone/ }).click();
  await expect(page.getByRole("img", { name: /Code à lire/ })).toBeVisible();
}

async function openPanel(page: Page, card: string): Promise<void> {
  await findHugo(page, card);
  await page.getByRole("button", { name: /Oui, je lui passe l’écran/ }).click();
  await expect(page.locator("[name=newPassword]")).toBeVisible();
}

test("garcia-l gets Hugo back in: the new password opens, the old one no longer does", { tag: "@everywhere" }, async ({
  page,
  browser,
  app,
}) => {
  await signIn(page, "garcia-l", "Lanterne-29-Falaise");
  await openPanel(page, "e 2500104");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Hugo");
  await expect(page.locator("[name=newPassword]")).toBeFocused();

  await page.locator("[name=newPassword]").fill(after);
  await page.locator("[name=newPasswordConfirmation]").fill(after);
  await send(page);
  await expect(page.locator("[name=newPassword]")).toHaveCount(0);
  await expect(page.locator("main")).toContainText(/Hugo/);

  await mailTo(page, hugo);
  await mailTo(page, "hugo.bernard@mail.example");

  const phone = await browser.newPage({ baseURL: app.url });
  await signIn(phone, hugo, before);
  await expect(alertIn(phone)).toBeVisible();
  await signIn(phone, hugo, after);
  await expect(phone).toHaveURL(/\/mon-compte$/);
  await phone.close();
});

test("after the panel the staff session stays frozen until the staff password is given again", async ({ page }) => {
  await arriveSignedIn(page, "fabre-a", "Telescope-46-Bruyere");
  await openPanel(page, "E2500104");
  await page.goto("/administration/journal");
  await expect(page).toHaveURL(new RegExp(`${desk}$`));
  await expect(page.locator("[name=newPassword]")).toBeVisible();
  const refused = await page.request.post("/api/v1/desk-resets", {
    data: { cardNumber: "E2500105", cardChecked: true },
  });
  expect(refused.status()).toBe(409);
  expect(await refused.json()).toMatchObject({ type: "/problemes/remise-en-cours" });

  await page.getByRole("button", { name: /Arrêter et rendre l’écran/ }).click();
  await expect(page.locator("[name=newPassword]")).toHaveCount(0);
  await page.goto("/administration/journal");
  await expect(page).toHaveURL(new RegExp(`${desk}$`));

  // More often than a wrong one may be tried: an empty one is no try.
  for (let sent = 0; sent < 6; sent++) {
    await send(page);
    await expect(page.locator("#password-error")).toHaveText("Tapez votre mot de passe.");
  }
  await page.locator("[name=password]").fill("Mauvais-12-Essai");
  await send(page);
  await expect(alertIn(page)).toContainText("Ce n’est pas le bon mot de passe");
  await page.locator("[name=password]").fill("Telescope-46-Bruyere");
  await send(page);
  // The page that follows, so that no address is typed into one that is on its way elsewhere.
  await expect(page.locator("[name=cardNumber]")).toBeVisible();
  await expect(page.locator("main")).toContainText("Rien n’a changé pour Hugo");
  await page.goto("/administration/journal");
  await expect(page).toHaveURL(/\/administration\/journal$/);
  await expect(page.locator("main")).toContainText("fabre-a");
});

test("on the student's own phone, from outside: the code, the number of the desk's screen, the password; the desk follows", async ({
  page,
  browser,
  app,
}) => {
  await arriveSignedIn(page, "garcia-l", "Lanterne-29-Falaise");
  await showCode(page, "E2500104");
  const link = await page.getByRole("link", { name: "ouvrir ce code ici" }).getAttribute("href");
  const outside = { "x-forwarded-for": "203.0.113.9" };
  const phone = await browser.newPage({ baseURL: app.url, extraHTTPHeaders: outside });
  const stranger = await browser.newPage({ baseURL: app.url, extraHTTPHeaders: outside });
  await stranger.goto(link ?? "");
  await phone.goto(link ?? "");
  await expect(phone).toHaveURL(`${app.url}/telephone`);
  await send(phone);
  await stranger.reload();
  await expect(alertIn(stranger)).toContainText("guichet");

  // The desk's screen follows by itself, with scripts and without.
  const digits = page.locator(".three-digits");
  await expect(digits).toHaveText(/^\d{3}$/);
  await expect(page.getByRole("img", { name: /Code à lire/ })).toHaveCount(0);
  const number = (await digits.textContent()) ?? "";
  await phone.locator("[name=number]").fill(number === "000" ? "001" : "000");
  await send(phone);
  await expect(alertIn(phone)).toContainText("2 essais");
  await phone.locator("[name=number]").fill(number);
  await send(phone);
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText("À vous, Hugo");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hugo choisit son mot de passe");
  await phone.locator("[name=newPassword]").fill(after);
  await phone.locator("[name=newPasswordConfirmation]").fill(after);
  await send(phone);
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText("C’est fait, Hugo");
  await expect(page.locator("[name=cardNumber]")).toBeVisible();
  await expect(page.locator("main")).toContainText("Hugo a un nouveau mot de passe");
  // The session was never the student's: nothing asks for the staff password.
  await showCode(page, "E2500104");
  await page.getByRole("button", { name: "Retirer ce code" }).click();
  await expect(page.locator("main")).toContainText("Le code est retiré");
  await signIn(phone, hugo, after);
  await expect(phone).toHaveURL(/\/mon-compte$/);
  await phone.close();
  await stranger.close();
});

test("a card reader that types and ends with Enter is enough, once the card was checked", async ({ page }) => {
  await arriveSignedIn(page, "petit-s", "Pavillon-83-Orchidee");
  await page.goto(desk);
  await page.locator("[name=cardChecked]").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.type("E2500104");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hugo Bernard");
});

test("a slip in the number is corrected where it is read, and the card stays checked; another card is checked anew", async ({
  page,
}) => {
  await arriveSignedIn(page, "garcia-l", "Lanterne-29-Falaise");
  await page.goto(desk);
  const checked = page.locator("[name=cardChecked]");
  const number = page.locator("[name=cardNumber]");
  await expect(checked).toBeFocused();
  await expect(checked).not.toBeChecked();
  await number.fill("2500104");
  await send(page);
  await expect(alertIn(page)).toBeVisible();
  await expect(checked).not.toBeChecked();
  await expect(checked).not.toBeFocused();
  await checked.check();
  await send(page);
  await expect(page.locator("#cardNumber-error")).toBeVisible();
  await expect(checked).toBeChecked();
  await number.fill("E2500194");
  await send(page);
  await expect(page).toHaveTitle(/n’est pas dans le registre/);
  await expect(checked).toBeChecked();
  await expect(number).toHaveValue("E2500194");
  await number.fill("2500104");
  await send(page);
  await expect(page.locator("#cardNumber-error")).toBeVisible();
  await expect(page).toHaveTitle(/Mots de passe étudiants/);
  await number.fill("E2500109");
  await send(page);
  await expect(page).toHaveTitle(/n’est plus en vigueur/);
  await expect(checked).not.toBeChecked();
  await expect(number).toHaveValue("");
  // On a laptop the refused card's form is far down: the name to compare is nevertheless in sight.
  await page.setViewportSize({ width: 1280, height: 620 });
  await checked.check();
  await number.fill("E2500104");
  await send(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hugo Bernard");
  await expect(page.getByRole("heading", { level: 1 })).toBeInViewport({ ratio: 1 });
  await expect(page).toHaveTitle(/Comparez le nom et la photo/);
});

test("going back after the reset shows neither the panel nor the password", async ({ page }) => {
  await arriveSignedIn(page, "garcia-l", "Lanterne-29-Falaise");
  await openPanel(page, "E2500104");
  await page.locator("[name=newPassword]").fill(after);
  await page.locator("[name=newPasswordConfirmation]").fill(after);
  await send(page);
  await expect(page.locator("[name=newPassword]")).toHaveCount(0);
  await page.goBack();
  expect(await page.content()).not.toContain(after);
  await expect(page.locator("[name=newPassword]")).toHaveCount(0);
});

const refusals = [
  ["E2600101", /n’est pas encore ouvert/, "pas-active-a-temps"],
  ["E2500106", /suspendu/, "compte-suspendu"],
  ["E2400107", /membre du personnel/, "double-statut"],
  ["E2500109", /n’est plus en vigueur/, "carte-perdue"],
  ["E9999999", /n’est pas dans le registre/, "carte-perdue"],
] as const;

test("each card that is refused says what to do, and the way to help", async ({ page }) => {
  await arriveSignedIn(page, "dupont-n", "Horloge-64-Pivoine");
  for (const [card, sentence, anchor] of refusals) {
    await test.step(card, async () => {
      await presentCard(page, card);
      await expect(page.locator("main")).toContainText(sentence);
      await expect(page).toHaveTitle(sentence);
      await expect(alertIn(page)).toBeVisible();
      await expect(page.locator(`main a[href*="/aide#${anchor}"]`).first()).toBeVisible();
    });
  }
});

test("from outside, the door says how to come in and which address it saw", { tag: "@once" }, async ({
  browser,
  app,
}) => {
  const page = await browser.newPage({ baseURL: app.url, extraHTTPHeaders: { "x-forwarded-for": "10.1.2.3" } });
  const answer = await page.goto(desk);
  expect(answer?.status()).toBe(403);
  await expect(page.locator("main")).toContainText(/VPN/);
  await expect(page.locator("main .code")).toHaveText(/^(127\.0\.0\.1|::1)$/);
  await page.close();
});
