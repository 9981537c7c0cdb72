import { alertIn, expect, mailTo, send, signIn, test } from "./support/story";

const camille = "camille.martin@etu.univ.example";
const chosen = "Nuage-27-Fougere-Lente";

test("Camille opens her account with her sheet, confirms her recovery e-mail, and signs in", {
  tag: "@everywhere",
}, async ({ page }) => {
  await page.goto("/");
  await page
    .getByRole("link", { name: /connexion/ })
    .filter({ hasText: "1ère" })
    .first()
    .click();
  await page.getByRole("link", { name: /Étudiant/ }).click();

  await page.locator("[name=identifier]").fill(` ${camille.toUpperCase()} `);
  await page.locator("[name=provisionalPassword]").fill("k7qx m3vp 9rtd");
  await send(page);

  await expect(page).toHaveURL(/\/mail-de-secours$/);
  await expect(page.locator("main")).toContainText("Camille");
  await page.locator("[name=recoveryEmail]").fill("camille@mail.example");
  await send(page);

  await expect(page).toHaveURL(/\/charte$/);
  await page.locator("[name=charterAccepted]").check();
  await send(page);

  await expect(page).toHaveURL(/\/mot-de-passe$/);
  await page.locator("[name=newPassword]").fill(chosen);
  await page.locator("[name=newPasswordConfirmation]").fill(chosen);
  await send(page);

  await expect(page).toHaveURL(/\/termine$/);
  await expect(page.locator("main")).toContainText("camille.martin@etu.univ.example");
  // In one piece, too, for programs that read the page.
  expect(await page.content()).toContain('"camille.martin@etu.univ.example"');
  const mainButton = page.locator("main .btn:not(.second)");
  await expect(mainButton).toHaveText("Confirmer");

  const message = await mailTo(page, "camille@mail.example");
  expect(`${message.subject} ${message.text} ${message.html}`).not.toMatch(/camille\.martin|Martin/i);
  await page.locator("[name=code]").fill(/\b\d{6}\b/.exec(message.text)?.[0] ?? "");
  await send(page);
  await expect(page.locator("[name=code]")).toHaveCount(0);
  await expect(mainButton).toHaveText("Aller sur l’ENT");
  await mailTo(page, camille);

  await signIn(page, camille, chosen);
  await expect(page).toHaveURL(/\/mon-compte$/);
  await expect(page.locator("main")).toContainText("Camille Martin");
});

test("a password typed in another window, once the account is open, is told not to be the one of the account", async ({
  page,
  context,
}) => {
  const steps = "/api/v1/activation";
  await page.request.post(steps, { data: { identifier: camille, provisionalPassword: "K7QX-M3VP-9RTD" } });
  await page.request.put(`${steps}/recovery-email`, { data: { email: "camille@mail.example" } });
  const { version } = await (await page.request.get("/api/v1/charter")).json();
  await page.request.put(`${steps}/charter`, { data: { version, accepted: true } });
  const late = "Marelle-64-Tilleul";
  const windows = [
    [page, chosen],
    [await context.newPage(), late],
  ] as const;
  for (const [window, password] of windows) {
    await window.goto("/premiere-connexion/etudiant/mot-de-passe");
    await window.locator("[name=newPassword]").fill(password);
    await window.locator("[name=newPasswordConfirmation]").fill(password);
  }
  for (const [window] of windows) {
    await send(window);
    await expect(window.locator("h1")).toHaveText("Votre compte est ouvert");
    // No way back to a password that would change nothing.
    await window.goBack();
    await expect(window.locator("[name=newPassword]")).toHaveCount(0);
    await window.goForward();
  }
  const [[first], [second]] = windows;
  await expect(first.getByText("déjà ouvert")).toHaveCount(0);
  await expect(second.locator("main")).toContainText("Son mot de passe est celui avec lequel vous l’avez ouvert.");
  await signIn(second, camille, late);
  await expect(alertIn(second)).toBeVisible();
  await signIn(second, camille, chosen);
  await expect(second).toHaveURL(/\/mon-compte$/);
});

test("the door of a population that there is not is no page, and is titled so", { tag: "@once" }, async ({ page }) => {
  const answer = await page.goto("/premiere-connexion/zz");
  expect(answer?.status()).toBe(404);
  await expect(page).toHaveTitle(/^Cette page n’existe pas/);
});

test("a sheet that was used opens nothing more", async ({ page, request }) => {
  const sheet = { identifier: camille, provisionalPassword: "K7QX-M3VP-9RTD" };
  const headers = { "content-type": "application/json" };
  await request.post("/api/v1/activation", { data: sheet, headers });
  await request.put("/api/v1/activation/recovery-email", { data: { email: "camille@mail.example" }, headers });
  const { version } = await (await request.get("/api/v1/charter")).json();
  await request.put("/api/v1/activation/charter", { data: { version, accepted: true }, headers });
  const done = await request.put("/api/v1/activation/password", {
    data: { newPassword: chosen, newPasswordConfirmation: chosen },
    headers,
  });
  expect(await done.json()).toMatchObject({ step: "done", identifier: camille });

  await page.goto("/premiere-connexion/etudiant");
  if (!page.url().endsWith("/etudiant")) await page.context().clearCookies();
  await page.goto("/premiere-connexion/etudiant");
  await page.locator("[name=identifier]").fill(camille);
  await page.locator("[name=provisionalPassword]").fill("K7QX-M3VP-9RTD");
  await send(page);
  await expect(alertIn(page)).toBeVisible();
  await expect(page.locator("[name=identifier]")).toHaveValue(camille);
  await expect(page.locator("[name=provisionalPassword]")).toHaveValue("");
  await alertIn(page)
    .getByRole("link", { name: /Connectez-vous/ })
    .click();
  await expect(page).toHaveURL(/\/connexion$/);
});

test("another message is said to have gone, and what was said of the former code goes with it", async ({ page }) => {
  await page.goto("/premiere-connexion/etudiant");
  await page.locator("[name=identifier]").fill(camille);
  await page.locator("[name=provisionalPassword]").fill("K7QX-M3VP-9RTD");
  await send(page);
  await page.locator("[name=recoveryEmail]").fill("camille@mail.example");
  await send(page);
  await page.goto("/premiere-connexion/etudiant/mail-de-secours");
  await expect(page.getByRole("link", { name: "Continuer, je confirmerai plus tard" })).toBeVisible();
  await page.locator("[name=code]").fill("000000");
  await send(page);
  await expect(alertIn(page)).toContainText("Ce code ne confirme pas l’adresse");
  await expect(page).toHaveTitle(/^Erreur/);
  await page.getByRole("button", { name: "Renvoyer un message" }).click();
  await expect(page.getByRole("status")).toHaveText(
    "Nous avons envoyé un nouveau message à camille@mail.example. Tapez le code de celui-là : l’ancien ne sert plus.",
  );
  await expect(page.getByText("Ce code ne confirme pas l’adresse")).toHaveCount(0);
  await expect(page.locator("[name=code][aria-invalid=true]")).toHaveCount(0);
  await expect(page).toHaveTitle(/^Mail de secours/);

  await page.goto("/mail-de-secours/confirmer?jeton=rien");
  await page.getByRole("link", { name: "première connexion" }).click();
  await expect(page).toHaveURL(/\/premiere-connexion\/etudiant\/mail-de-secours$/);
});

test("a sheet of which nothing is copied is refused, title first", { tag: "@once" }, async ({ page }) => {
  await page.goto("/premiere-connexion/etudiant");
  await send(page);
  await expect(alertIn(page)).toContainText("Il manque une ligne");
  await expect(page).toHaveTitle(/^Erreur/);
});

test("Zoé is told the day when her account opens, and only because her sheet is right", { tag: "@once" }, async ({
  page,
}) => {
  await page.goto("/premiere-connexion/etudiant");
  await page.locator("[name=identifier]").fill("zoe.lefevre@etu.univ.example");
  await page.locator("[name=provisionalPassword]").fill("B9TG-R5XK-7DMQ");
  await send(page);
  await expect(alertIn(page)).toContainText(/s’ouvrira le/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Votre compte s’ouvrira le/);
});

test("Noé is sent to the registrar: the sheet has expired", { tag: "@once" }, async ({ page }) => {
  await page.goto("/premiere-connexion/etudiant");
  await page.locator("[name=identifier]").fill("noe.garnier@etu.univ.example");
  await page.locator("[name=provisionalPassword]").fill("P3VK-7WQX-M9HN");
  await send(page);
  await expect(alertIn(page)).toContainText(/a expiré/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cette feuille a expiré");
});

test("an address that looks mistyped is asked about before anything is sent, and kept once somebody says so", async ({
  page,
}) => {
  const steps = "/api/v1/activation";
  await page.request.post(steps, { data: { identifier: camille, provisionalPassword: "K7QX-M3VP-9RTD" } });
  await page.goto("/premiere-connexion/etudiant/mail-de-secours");
  await page.locator("[name=recoveryEmail]").fill("camille@gmial.com");
  await send(page);
  await expect(alertIn(page)).toContainText("Vouliez-vous dire camille@gmail.com\u202f?");
  await page.getByRole("button", { name: "Taper une autre adresse" }).click();
  await expect(page.locator("input[name=recoveryEmail]")).toHaveValue("camille@gmial.com");
  expect(await (await page.request.get(steps)).json()).toEqual({ step: "recovery-email" });
  expect(await (await page.request.get("/api/demo/mails")).json()).toEqual([]);
  await send(page);
  await page.getByRole("button", { name: "Non, garder camille@gmial.com" }).click();
  await expect(page).toHaveURL(/\/charte$/);
  await mailTo(page, "camille@gmial.com");
  await page.goto("/premiere-connexion/etudiant/mail-de-secours");
  await page.locator("summary").filter({ hasText: "pas la bonne adresse" }).click();
  await page.locator("[name=recoveryEmail]").fill("camille@gmal.com");
  await page.locator("form:has([name=recoveryEmail]) button").click();
  await expect(alertIn(page)).toContainText("Vouliez-vous dire camille@gmail.com");
  await expect(alertIn(page)).toBeInViewport();
  // A program that calls the API is not a person who mistypes.
  const given = await page.request.put(`${steps}/recovery-email`, { data: { email: "camille@yaho.fr" } });
  expect(await given.json()).toEqual({ step: "charter" });
});

test("a charter that is not accepted is refused right below the title, with a way down to the box", async ({
  page,
}) => {
  const steps = "/api/v1/activation";
  await page.request.post(steps, { data: { identifier: camille, provisionalPassword: "K7QX-M3VP-9RTD" } });
  await page.request.put(`${steps}/recovery-email`, { data: { email: "camille@mail.example" } });
  await page.goto("/premiere-connexion/etudiant/charte");
  await send(page);
  const refusal = page.locator("h1 + form > [role=alert]:first-of-type");
  await expect(refusal).toContainText("La charte n’est pas acceptée");
  await expect(refusal).toBeInViewport();
  await refusal.getByRole("link").click();
  await expect(page.locator("[name=charterAccepted]")).toBeInViewport();
});

test("nobody skips a step, forwards or backwards", async ({ page }) => {
  for (const step of ["mail-de-secours", "charte", "mot-de-passe", "termine"]) {
    await page.goto(`/premiere-connexion/etudiant/${step}`);
    await expect(page).toHaveURL(/\/premiere-connexion\/etudiant$/);
  }
  await page.locator("[name=identifier]").fill(camille);
  await page.locator("[name=provisionalPassword]").fill("K7QX-M3VP-9RTD");
  await send(page);
  for (const step of ["charte", "mot-de-passe", "termine"]) {
    await page.goto(`/premiere-connexion/etudiant/${step}`);
    await expect(page).toHaveURL(/\/mail-de-secours$/);
  }
});
