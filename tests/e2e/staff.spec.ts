import { expect, mailTo, send, signIn, test } from "./support/story";

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
  await page.locator("main").getByRole("link", { name: "Charte informatique", exact: true }).click();
  await expect(page.locator("main")).toContainText(sha256);
});
