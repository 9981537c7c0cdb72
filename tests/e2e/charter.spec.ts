import { createHash } from "node:crypto";
import { alertIn, expect, send, signIn, test } from "./support/story";

test("anyone reads the charter, whose fingerprint is that of the text that the API gives", async ({
  page,
  request,
}) => {
  await page.goto("/charte");
  const charter = await (await request.get("/api/v1/charter", { headers: { "accept-language": "fr" } })).json();
  expect(createHash("sha256").update(charter.markdown).digest("hex")).toBe(charter.sha256);
  await expect(page.locator("main code")).toHaveText(charter.sha256);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(charter.title);
  await expect(page.locator("main")).toContainText("Accepter cette charte n’est donc pas consentir");
});

test("it prints on two pages, in each language; so does that of staff", { tag: "@once" }, async ({ page }) => {
  for (const language of ["fr", "en"]) {
    await page.context().addCookies([{ name: "trousseau_language", value: language, domain: "localhost", path: "/" }]);
    for (const path of ["/charte", "/charte?pour=personnel"]) {
      await page.goto(path);
      const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
    }
  }
});

test("Léa, who accepted an older charter, is asked at sign-in: she reads what changed, leaves, comes back and accepts", async ({
  page,
}) => {
  const status = async () => (await page.request.get("/api/v1/charter-status")).json();
  const asLea = async () => {
    await signIn(page, "lea.moreau@etu.univ.example", "Tilleul-58-Comete");
    await expect(page).toHaveURL(/\/charte\/acceptation\?suite=%2Fmon-compte$/);
  };
  await asLea();
  expect(await status()).toEqual({ accepted: false, version: 2, acceptedVersion: 1 });
  await expect(page.getByRole("heading", { name: "Ce qui change depuis la version 1" })).toBeVisible();
  const changed = page.locator(".comparison ins").first();
  await expect(changed).toBeHidden();
  await page.getByText("Voir ce qui change, mot à mot").click();
  await expect(changed).toBeVisible();
  await expect(page.getByText(/^Souligné/)).toBeVisible();
  await page.getByRole("button", { name: "Ne pas accepter maintenant" }).click();
  await expect(page).toHaveURL(/\/$/);
  expect((await page.request.get("/api/v1/charter-status")).status()).toBe(401);

  await asLea();
  await send(page);
  await expect(alertIn(page)).toBeVisible();
  await expect(page.locator("[name=charterAccepted]")).not.toBeChecked();
  await page.locator("[name=charterAccepted]").check();
  await send(page);
  await expect(page).toHaveURL(/\/mon-compte/);
  await expect(page.locator("main")).toContainText("Version 2, acceptée le");
  expect(await status()).toEqual({ accepted: true, version: 2, acceptedVersion: 2 });
  await page.goto("/charte/acceptation");
  await expect(page).toHaveURL(/\/mon-compte/);
});
