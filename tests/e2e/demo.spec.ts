import { expect, expectAccessible, mailTo, test } from "./support/story";

const zoe = { identifier: "zoe.lefevre@etu.univ.example", provisionalPassword: "B9TG-R5XK-7DMQ" };
const camille = { identifier: "camille.martin@etu.univ.example", provisionalPassword: "K7QX-M3VP-9RTD" };

test("the home page leads to the demonstration, which shows everyone and what they hold", { tag: "@once" }, async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("complementary", { name: "Démonstration" }).getByRole("link").click();
  await expect(page).toHaveURL(/\/demo$/);
  for (const held of [camille.identifier, camille.provisionalPassword, "E2500110", "garcia-l", "Lanterne-29-Falaise"]) {
    await expect(page.getByText(held, { exact: true }).first()).toBeVisible();
  }
});

test("one day on, Zoé’s account opens, and back to today it does not", async ({ page, request }) => {
  const open = async () => (await request.post("/api/v1/activation", { data: zoe })).status();
  expect(await open()).toBe(403);
  await page.goto("/demo");
  await page.getByRole("button", { name: "Avancer d’un jour" }).click();
  await expect(page.getByText("Un jour d’avance")).toBeVisible();
  expect(await open()).toBe(201);
  await page.getByRole("button", { name: "Revenir à aujourd’hui" }).click();
  await expect(page.getByText("Un jour d’avance")).toHaveCount(0);
  expect(await open()).toBe(403);
});

test("a mail can be read in the mailbox, as text and laid out, and nothing in it runs", async ({
  page,
  request,
  javaScriptEnabled,
}) => {
  await request.post("/api/v1/activation", { data: camille });
  await request.put("/api/v1/activation/recovery-email", { data: { email: "camille@mail.example" } });
  await mailTo(page, "camille@mail.example");
  await page.goto("/demo");
  await page.getByRole("link", { name: "Confirmez votre mail de secours" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirmez votre mail de secours");
  await expect(page.getByRole("link", { name: /\/mail-de-secours\// })).toBeVisible();
  // axe needs scripts of its own to run.
  if (javaScriptEnabled) await expectAccessible(page);
  const [laidOut] = await Promise.all([
    page.waitForResponse(/\/api\/demo\/mails\//),
    page.getByRole("link", { name: "Voir ce mail mis en page" }).click(),
  ]);
  expect(laidOut.headers()["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]{44}'/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirmez votre mail de secours");
  await page.getByRole("link", { name: "Confirmer cette adresse" }).click();
  await expect(page).toHaveURL(/\/mail-de-secours/);
});

test("an unknown mail is not found", { tag: "@once" }, async ({ page }) => {
  const answer = await page.goto("/demo/courrier/000000000000001-00000000");
  expect(answer?.status()).toBe(404);
});

test("starting afresh asks to be confirmed, then ends every session and every change", async ({ page, request }) => {
  await request.post("/api/v1/activation", { data: camille });
  expect(await (await request.get("/api/v1/activation")).json()).toEqual({ step: "recovery-email" });
  await page.goto("/demo");
  await page.getByRole("button", { name: "Tout recommencer" }).click();
  await expect(page.getByText("Cochez pour confirmer.")).toBeVisible();
  expect(await (await request.get("/api/v1/activation")).json()).toEqual({ step: "recovery-email" });
  await page.locator("[name=confirmed]").check();
  await page.getByRole("button", { name: "Tout recommencer" }).click();
  await expect(page.getByRole("status")).toBeVisible();
  expect(await (await request.get("/api/v1/activation")).json()).toEqual({ step: "identity" });
});
