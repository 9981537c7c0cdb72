import { readFileSync } from "node:fs";
import { alertIn, arriveSignedIn, expect, mailTo, presentCard, send, signIn, test } from "./support/story";

const hugo = "hugo.bernard@etu.univ.example";
const hugosMail = "hugo.bernard@mail.example";
const old = "Cerisier-42-Volcan";
const chosen = "Nuage-27-Fougere-Lente";

const linkOf = ({ text }: { text: string }) => /https?:\S+ce-n-etait-pas-moi\S+/.exec(text)?.[0] ?? "";

test("Hugo changes his password in his account, reads of it there, and reports it from his mailbox as if it had been somebody else: the card at a desk opens everything again", {
  tag: "@everywhere",
}, async ({ page, browser }) => {
  await signIn(page, hugo, old);
  await page.getByRole("link", { name: "Changer de mot de passe" }).click();
  const choose = async (current: string) => {
    await page.locator("[name=currentPassword]").fill(current);
    await page.locator("[name=newPassword]").fill(chosen);
    await page.locator("[name=newPasswordConfirmation]").fill(chosen);
    await send(page);
  };
  await choose("Rideau-31-Moulin");
  await expect(page.locator("#currentPassword-error, [name=currentPassword][aria-invalid=true]").first()).toBeVisible();
  for (const name of ["currentPassword", "newPassword"]) await expect(page.locator(`[name=${name}]`)).toHaveValue("");
  await choose(old);
  await expect(page.locator(".notice.done")).toContainText("est changé");
  await expect(page.locator("section", { has: page.locator("#events") })).toContainText("Mot de passe changé");

  const elsewhere = await browser.newContext();
  const phone = await elsewhere.newPage();
  const link = linkOf(await mailTo(page, hugosMail, /a été changé/));
  // A mail filter was there first.
  await phone.request.get(link);
  await phone.goto(link);
  expect(phone.url()).not.toContain("jeton");
  await expect(phone.locator("main")).toContainText(hugo);
  await send(phone);
  await expect(phone.locator("h1")).toContainText("signalé");
  await phone.goto(linkOf(await mailTo(page, hugo, /a été changé/)));
  await expect(phone.locator("h1")).toContainText("signalé");
  await expect(phone.locator("main a[href^='tel:']")).toBeVisible();
  await elsewhere.close();
  for (const address of [hugo, hugosMail]) await mailTo(page, address, /protégé/);
  await page.goto("/mon-compte");
  await expect(page).toHaveURL(/\/connexion/);
  // Meanwhile the account takes no address, and its page offers none to give.
  await signIn(page, hugo, chosen);
  await expect(page.locator(".notice.here")).toBeVisible();
  await expect(page.locator("[name=recoveryEmail]")).toHaveCount(0);

  await page.context().clearCookies();
  await arriveSignedIn(page, "fabre-a", "Telescope-46-Bruyere");
  await page.goto("/administration/signalements");
  await expect(page.locator("main")).toContainText("Hugo Bernard");
  await page.getByRole("button", { name: /Suspendre/ }).click();
  await expect(page.locator(".notice.done")).toContainText("suspendu");

  await page.context().clearCookies();
  await arriveSignedIn(page, "garcia-l", "Lanterne-29-Falaise");
  await presentCard(page, "E2500104");
  await expect(page.locator(".notice.here")).toContainText("signalement");
  await page.locator("button[value=yes]").click();
  await page.locator("[name=newPassword]").fill("Falaise-88-Mouette");
  await page.locator("[name=newPasswordConfirmation]").fill("Falaise-88-Mouette");
  await send(page);
  await mailTo(page, hugo, /à un guichet/);
});

test("an address that is given asks for its code at once, and so does the one that is given in its place", async ({
  page,
}) => {
  await arriveSignedIn(page, "lea.moreau@etu.univ.example", "Tilleul-58-Comete");
  await page.goto("/mon-compte");
  for (const address of ["lea@mail.example", "lea.moreau@mail.example"]) {
    await page.locator("details:has([name=recoveryEmail]) summary").click();
    await page.locator("[name=recoveryEmail]").fill(address);
    await page.locator("form:has([name=recoveryEmail]) button").click();
    await expect(page.locator(".notice.here")).toContainText(address);
    await expect(page.locator("[name=code]")).toBeVisible();
  }
});

test("an address that looks mistyped is asked about where it was typed, and so is what is wrong with one", async ({
  page,
}) => {
  await arriveSignedIn(page, "lea.moreau@etu.univ.example", "Tilleul-58-Comete");
  await page.goto("/mon-compte");
  const give = async (address: string) => {
    await page.locator("[name=recoveryEmail]").fill(address);
    await page.locator("form:has([name=recoveryEmail]) button").click();
  };
  await page.locator("details:has([name=recoveryEmail]) summary").click();
  await give("lea@univ.example");
  await expect(alertIn(page)).toContainText("Cette adresse est à revoir");
  await expect(alertIn(page)).toBeInViewport();
  await give("lea@yaho.fr");
  await expect(alertIn(page)).toContainText("Vouliez-vous dire lea@yahoo.fr");
  await page.getByRole("button", { name: "Oui, prendre lea@yahoo.fr" }).click();
  await expect(page.locator(".notice.here")).toContainText("lea@yahoo.fr");
  await expect(page.locator("[name=code]")).toBeVisible();
});

test("an address that waits beside another says which one stays, and is the one once it is confirmed; a change of password asks for the old one", {
  tag: "@once",
}, async ({ page }) => {
  await arriveSignedIn(page, hugo, old);
  await page.goto("/mon-compte?mot-de-passe=change");
  await expect(page.locator(".notice.done")).toContainText("Votre mot de passe est changé");
  await page.locator("details:has([name=recoveryEmail]) summary").click();
  await page.locator("[name=recoveryEmail]").fill("hugo.nouveau@mail.example");
  await page.locator("form:has([name=recoveryEmail]) button").click();
  await expect(page.locator(".notice.here")).toContainText(`Sans cela, ${hugosMail} reste votre mail de secours.`);
  await expect(page.locator(".notice.done")).toHaveCount(0);
  const { text } = await mailTo(page, "hugo.nouveau@mail.example");
  await page.locator("[name=code]").fill(/\b\d{6}\b/.exec(text)?.[0] ?? "");
  await page.locator("form:has([name=code]) button").click();
  await expect(page.locator(".notice.done")).toHaveText("Votre mail de secours est confirmé");
  await expect(page.locator("main")).toContainText("hugo.nouveau@mail.example");
  await page.goto("/mon-compte/mot-de-passe");
  await send(page);
  await expect(page.locator("#currentPassword-error")).toHaveText("Tapez votre mot de passe actuel.");
  await expect(page.locator("#newPassword-error")).toBeVisible();
  await page.locator("[name=newPassword]").fill(chosen);
  await page.locator("[name=newPasswordConfirmation]").fill(chosen);
  await send(page);
  await expect(page.locator("#currentPassword-error")).toHaveText("Tapez votre mot de passe actuel.");
});

test("one's own sessions, receipt and data: ended, kept and taken away", { tag: "@once" }, async ({
  page,
  browser,
}) => {
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await signIn(other, hugo, old);
  await signIn(page, hugo, old);
  await page.getByRole("button", { name: "Fermer partout ailleurs" }).click();
  await expect(page.locator(".notice.done")).toContainText("1 autre session");
  await other.goto("/mon-compte");
  await expect(other).toHaveURL(/\/connexion/);
  await elsewhere.close();
  const [receipt] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /Récépissé/ }).click(),
  ]);
  expect(
    readFileSync(await receipt.path())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
  const answer = await page.request.get("/mon-compte/donnees.json");
  expect(answer.headers()["cache-control"]).toContain("no-store");
  expect((await answer.json()).register.identifier).toBe(hugo);
});
