import { alertIn, arriveSignedIn, expect, mailTo, send, signIn, test } from "./support/story";

const chosen = "Passerelle-58-Genet";

test("Maxime, who has just been hired, opens his account with the sheet from HR, under the charter for staff, and confirms his address by its link", {
  tag: "@everywhere",
}, async ({ page }) => {
  await page.goto("/premiere-connexion");
  await page.getByRole("link", { name: /Personnel/ }).click();
  await expect(page).toHaveURL(/\/premiere-connexion\/personnel$/);
  await expect(page.locator("main")).toContainText("PASS’UM");
  await page.locator("[name=identifier]").fill("Faure-M");
  await page.locator("[name=provisionalPassword]").fill("t6wd h9kv 4pxq");
  await send(page);

  await expect(page).toHaveURL(/\/personnel\/mail-de-secours$/);
  await page.locator("[name=recoveryEmail]").fill("maxime.faure@univ.example");
  await send(page);
  await expect(page.locator("[name=recoveryEmail]")).toHaveAttribute("aria-invalid", "true");
  await page.locator("[name=recoveryEmail]").fill("maxime@mail.example");
  await send(page);

  // Behind the students' door he is led back to his own.
  await page.goto("/premiere-connexion/etudiant/charte");
  await expect(page).toHaveURL(/\/personnel\/charte$/);
  const { sha256 } = await (await page.request.get("/api/v1/charter?population=staff")).json();
  await page.locator("[name=charterAccepted]").check();
  await send(page);

  await expect(page).toHaveURL(/\/personnel\/mot-de-passe$/);
  await page.locator("[name=newPassword]").fill(chosen);
  await page.locator("[name=newPasswordConfirmation]").fill(chosen);
  await send(page);
  await expect(page).toHaveURL(/\/personnel\/termine$/);
  await expect(page.locator("main")).toContainText("faure-m");

  const message = await mailTo(page, "maxime@mail.example");
  expect(`${message.subject} ${message.text} ${message.html}`).not.toMatch(/faure/i);
  await page.goto(/http\S+jeton=\S+/.exec(message.text)?.[0] ?? "");
  await send(page);
  await mailTo(page, "maxime.faure@univ.example", /ouvert/);

  await signIn(page, "faure-m", chosen);
  await page.goto("/mon-compte");
  await expect(page.locator("main")).toContainText("Maxime Faure");
  await page.locator("main").getByRole("link", { name: "Lire la charte en vigueur" }).click();
  await expect(page.locator("main")).toContainText(sha256);
});

test("IT ends the session that a colleague left open: its next page asks for the password", async ({
  page,
  browser,
  app,
}) => {
  const left = await browser.newPage({ baseURL: app.url });
  await arriveSignedIn(left, "garcia-l", "Lanterne-29-Falaise");
  await left.goto("/personnel/mots-de-passe-etudiants");
  await expect(left.locator("[name=cardNumber]")).toBeVisible();

  await arriveSignedIn(page, "fabre-a", "Telescope-46-Bruyere");
  await page.goto("/administration");
  await page.locator("main").getByRole("link", { name: "Les sessions ouvertes" }).click();
  const colleagues = page.locator(".rows > div", { hasText: "garcia-l" });
  await expect(colleagues).toContainText("Réseau filaire");
  await colleagues.getByRole("button").click();
  await expect(page.locator(".notice.done")).toContainText("C’est fermé pour garcia-l, sur tous ses appareils");
  await expect(page.locator(".rows")).not.toContainText("garcia-l");
  await expect(page.locator(".rows")).toContainText("C’est vous");

  await left.locator("[name=cardChecked]").check();
  await left.locator("[name=cardNumber]").fill("E2500104");
  await send(left);
  await expect(left).toHaveURL(/\/connexion/);
  await expect(alertIn(left)).toContainText("Votre session s’est terminée");
  await left.locator("[name=username]").fill("garcia-l");
  await left.locator("[name=password]").fill("Lanterne-29-Falaise");
  await send(left);
  await expect(left).toHaveURL(/\/mots-de-passe-etudiants$/);
  await left.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(left).toHaveURL(/\/$/);
  await left.goto("/personnel/mots-de-passe-etudiants");
  await expect(left).toHaveURL(/\/connexion/);
  await expect(alertIn(left)).toHaveCount(0);
  await left.close();
  await page.goto("/administration/journal?kind=session.end");
  await expect(page.locator("tbody tr").first()).toContainText("garcia-l");
});

test("nobody but IT sees who is signed in", { tag: "@once" }, async ({ page }) => {
  await arriveSignedIn(page, "leroy-d", "Archive-38-Rosier");
  expect((await page.goto("/administration/sessions"))?.status()).toBe(403);
  await page.goto("/administration");
  await expect(page.locator("a[href='/administration/sessions']")).toHaveCount(0);
});
