import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningApp, startApp } from "../support/app";
import { expect, expectAccessible, mailTo, send, signIn, test } from "./support/story";

const sheet = { identifier: "camille.martin@etu.univ.example", provisionalPassword: "K7QX-M3VP-9RTD" };
const chosen = "Nuage-27-Fougere";
const file = join(tmpdir(), `trousseau-institution-${process.pid}.json`);

// A university of its own: its institution file wants the address confirmed before the account opens.
let strict: RunningApp;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  const demo = JSON.parse(readFileSync("embedded/demo-university.json", "utf8"));
  writeFileSync(file, JSON.stringify({ ...demo, recoveryConfirmation: "required" }));
  strict = await startApp({ env: { INSTITUTION_FILE: file } });
});
test.afterAll(async () => {
  await strict?.stop();
  rmSync(file, { force: true });
});

test("the first connection waits for the address, starts over at the sheet the day after, and goes on with the code that the mail opened elsewhere shows", async ({
  browser,
}) => {
  test.slow();
  const context = await browser.newContext({ baseURL: strict.url });
  const page = await context.newPage();
  const typeSheet = async () => {
    await page.goto("/premiere-connexion/etudiant");
    for (const [name, value] of Object.entries(sheet)) await page.locator(`[name=${name}]`).fill(value);
    await send(page);
    await page.locator("[name=recoveryEmail]").fill("camille@mail.example");
    await send(page);
    await expect(page.locator("main")).toContainText("la charte et le mot de passe viennent ensuite");
  };
  await typeSheet();
  await expectAccessible(page);
  await page.goto("/premiere-connexion/etudiant/charte");
  await expect(page).toHaveURL(/mail-de-secours$/);
  expect(await (await page.request.get("/api/v1/activation")).json()).toEqual({ step: "recovery-email" });
  const early = await page.request.put("/api/v1/activation/charter", { data: { version: 2, accepted: true } });
  expect(early.status()).toBe(409);
  expect(await early.json()).toMatchObject({ type: "/problemes/etape", step: "recovery-email" });

  await page.goto("/demo");
  await page.locator("button[value=one-day-on]").click();
  await expect(page.locator("button[value=back-to-today]")).toBeVisible();
  await page.goto("/premiere-connexion/etudiant/mail-de-secours");
  await expect(page).toHaveURL(/interrompue/);
  await expect(page.locator("main")).toContainText("Votre feuille reste valable");

  const before = await mailTo(page, "camille@mail.example");
  await typeSheet();
  await expect.poll(async () => (await mailTo(page, "camille@mail.example")).text).not.toBe(before.text);
  const mail = await mailTo(page, "camille@mail.example");
  const phone = await browser.newPage({ baseURL: strict.url });
  await phone.goto(/https?:\/\/\S+jeton=\S+/.exec(mail.text)?.[0] ?? "");
  await page.locator("[name=code]").fill((await phone.locator(".code.large").textContent()) ?? "");
  await send(page);
  await expect(page.locator("main")).toContainText("Votre mail de secours est confirmé");
  await page.getByRole("link", { name: "Continuer" }).click();
  await page.locator("[name=charterAccepted]").check();
  await send(page);
  await page.locator("[name=newPassword]").fill(chosen);
  await page.locator("[name=newPasswordConfirmation]").fill(chosen);
  await send(page);
  await expect(page).toHaveURL(/termine$/);
  await signIn(phone, sheet.identifier, chosen);
  await expect(phone).toHaveURL(/\/mon-compte$/);
  await phone.close();
  await context.close();
});
