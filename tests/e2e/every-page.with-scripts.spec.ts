import type { Page } from "@playwright/test";
import { apogee } from "../support/import-files";
import {
  alertIn,
  arriveSignedIn,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  mailTo,
  presentCard,
  send,
  test,
} from "./support/story";

const forAnyone = [
  "/",
  "/premiere-connexion",
  "/premiere-connexion/etudiant",
  "/charte",
  "/connexion",
  "/aide",
  "/accessibilite",
  "/donnees-personnelles",
  "/mentions-legales",
  "/demo",
  "/mail-de-secours/confirmer",
  "/mot-de-passe-oublie",
  "/mot-de-passe-oublie/mail",
  "/mot-de-passe-oublie/lien",
  "/ce-n-etait-pas-moi/lien",
  "/problemes/carte-inconnue",
  "/page-qui-n-existe-pas",
  // The page of the front server's own, for whatever never reaches Next: 400, 409, 413, 500, 503.
  "/%E0%A4%A",
];
const widths = [320, 390, 1280];
const desk = "/personnel/mots-de-passe-etudiants";

/** The page as it stands: nothing scrolls sideways at any width, and axe finds nothing, on a phone in French, on a desktop in English. */
async function look(page: Page, language: string): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  // It says where things stand, and comes a moment after the rest of the page.
  await expect(page).toHaveTitle(/./);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    await expectNoSidewaysScroll(page);
  }
  await page.setViewportSize({ width: language === "fr" ? 390 : 1280, height: 800 });
  await expectAccessible(page);
}

/** As who sets a browser's letters to twice their size reads it; on a phone, where there is the least room. */
async function lookEnlarged(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe("32px");
  await expectNoSidewaysScroll(page);
  const narrow = await page
    .locator("main input:visible:not([type=checkbox], [type=radio])")
    .evaluateAll((inputs) =>
      inputs.filter((input) => input.clientWidth < 200).map((input) => input.getAttribute("name")),
    );
  expect(narrow, `${page.url()} leaves no room to type`).toEqual([]);
}

test("letters twice as large widen no page, and leave room to type", async ({ page, context }) => {
  test.slow();
  await page.setViewportSize({ width: 390, height: 800 });
  const browser = await context.newCDPSession(page);
  await browser.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
  for (const path of forAnyone) {
    await page.goto(path);
    await lookEnlarged(page);
  }
  await page.goto("/premiere-connexion/etudiant");
  await page.locator("[name=identifier]").fill("ines.benali@etu.univ.example");
  await page.locator("[name=provisionalPassword]").fill("W4HN-8CZS-2LPF");
  await send(page);
  await page.locator("[name=recoveryEmail]").fill("ines@mail.example");
  await send(page);
  await page.goto("/premiere-connexion/etudiant/mail-de-secours");
  await lookEnlarged(page);
  await page.goto("/premiere-connexion/etudiant/charte");
  await lookEnlarged(page);
  await page.locator("[name=charterAccepted]").check();
  await send(page);
  await expect(page).toHaveURL(/mot-de-passe$/);
  await lookEnlarged(page);
  await page.locator("[name=newPassword]").fill("Nuage-27-Fougere");
  await page.locator("[name=newPasswordConfirmation]").fill("Nuage-27-Fougere");
  await send(page);
  await expect(page).toHaveURL(/termine$/);
  await lookEnlarged(page);
});

test("what was said of a refused password goes as soon as another one is typed, and the live rules speak alone", async ({
  page,
}) => {
  await arriveSignedIn(page, "hugo.bernard@etu.univ.example", "Cerisier-42-Volcan");
  await page.goto("/mon-compte/mot-de-passe");
  await page.locator("[name=currentPassword]").fill("Cerisier-42-Volcan");
  await send(page);
  await expect(page.locator("#newPassword-error")).toHaveText("Tapez un mot de passe.");
  await expect(page.locator("#password-rules")).toBeVisible();
  await page.locator("[name=currentPassword]").fill("Cerisier-42-Volcan");
  await page.locator("[name=newPassword]").fill("soleil12$");
  await page.locator("[name=newPasswordConfirmation]").fill("soleil");
  await send(page);
  const refused = page.locator("[aria-invalid=true]");
  await expect(refused).toHaveCount(2);
  await expect(page.locator("#password-rules")).toBeHidden();
  await page.locator("[name=newPassword]").pressSequentially("N");
  await expect(refused).toHaveCount(1);
  await expect(page.locator("#password-rules")).toBeVisible();
  await expect(page.locator("#newPassword-error")).toHaveCount(0);
  await page.locator("[name=newPasswordConfirmation]").pressSequentially("N");
  await expect(refused).toHaveCount(0);
  await expect(page.locator(".field.refused")).toHaveCount(0);
  await page.locator("[name=newPassword]").fill("soleil12$");
  await send(page);
  await expect(page.locator("#newPassword-error")).toBeVisible();
});

// Both colour schemes and both languages are seen on every page; their cross would show nothing more.
for (const { colorScheme, language } of [
  { colorScheme: "light", language: "fr" },
  { colorScheme: "dark", language: "en" },
] as const) {
  test.describe(`${colorScheme}, in ${language}`, () => {
    test.use({ colorScheme });
    test.beforeEach(async ({ context, app }) => {
      test.slow();
      await context.addCookies([{ name: "trousseau_language", value: language, url: app.url }]);
    });

    test("every public page can be read by all, at any width", async ({ page }) => {
      for (const path of forAnyone) {
        await page.goto(path);
        await look(page, language);
      }
    });

    test("so can each step of the first connection, refusals included", async ({ page }) => {
      await page.goto("/premiere-connexion/etudiant");
      await page.locator("[name=identifier]").fill("ines.benali@etu.univ.example");
      await page.locator("[name=provisionalPassword]").fill("AAAA-AAAA-AAAA");
      await send(page);
      await look(page, language);
      await page.locator("[name=provisionalPassword]").fill("W4HN-8CZS-2LPF");
      await send(page);
      await page.locator("[name=recoveryEmail]").fill("ines@univ.example");
      await send(page);
      await look(page, language);
      await page.locator("[name=recoveryEmail]").fill("ines@mail.example");
      await send(page);
      await expect(page.locator("[name=charterAccepted]")).toBeVisible();
      await look(page, language);
      await page.goto("/premiere-connexion/etudiant/mail-de-secours");
      await look(page, language);
      await page.goto("/premiere-connexion/etudiant/charte");
      await page.locator("[name=charterAccepted]").check();
      await send(page);
      await page.locator("[name=newPassword]").fill("soleil12$");
      await page.locator("[name=newPasswordConfirmation]").fill("soleil");
      await send(page);
      await expect(page.locator("[aria-invalid=true]")).toHaveCount(2);
      await look(page, language);
      await page.locator("[name=newPassword]").fill("Nuage-27-Fougere");
      await page.locator("[name=newPasswordConfirmation]").fill("Nuage-27-Fougere");
      await send(page);
      await expect(page).toHaveURL(/termine$/);
      await look(page, language);
    });

    test("so can the page of whoever has tried too often", async ({ page }) => {
      const sheet = { identifier: "ines.benali@etu.univ.example", provisionalPassword: "AAAA-AAAA-AAAA" };
      await page.goto("/premiere-connexion/etudiant");
      // From the browser, whose address is counted.
      await page.evaluate(async (sheet) => {
        const post = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(sheet) };
        for (let tries = 0; tries < 5; tries++) await fetch("/api/v1/activation", post);
      }, sheet);
      for (const [name, value] of Object.entries(sheet)) await page.locator(`[name=${name}]`).fill(value);
      await send(page);
      await expect(alertIn(page)).toContainText(/Trop d’essais|Too many tries/);
      await look(page, language);
    });

    test("so can each page of a forgotten password, refusals included, and of a change that is reported", async ({
      page,
      app,
    }) => {
      await page.goto("/mot-de-passe-oublie");
      await page.locator("[name=identifier]").fill("dupont-n");
      await send(page);
      await look(page, language);
      await page.locator("[name=identifier]").fill("hugo.bernard@etu.univ.example");
      await send(page);
      const { text } = await mailTo(page, "hugo.bernard@mail.example");
      await page.goto("/demo");
      await page.locator("main a[href^='/demo/courrier/']").first().click();
      await expect(page.getByRole("link", { name: /jeton=/ })).toBeVisible();
      await look(page, language);
      await page.goto(new URL(/\S+jeton=\S+/.exec(text)?.[0] ?? "", app.url).href);
      await look(page, language);
      await page.locator("[name=newPassword]").fill("soleil12$");
      await page.locator("[name=newPasswordConfirmation]").fill("soleil");
      await send(page);
      await expect(page.locator("[aria-invalid=true]")).toHaveCount(2);
      await look(page, language);
      await page.locator("[name=newPassword]").fill("Nuage-27-Fougere");
      await page.locator("[name=newPasswordConfirmation]").fill("Nuage-27-Fougere");
      await send(page);
      await expect(page.locator(".notice.done")).toBeVisible();
      await look(page, language);
      const told = await mailTo(page, "hugo.bernard@mail.example", /a été changé|was changed/);
      await page.goto(new URL(/\S+ce-n-etait-pas-moi\S+/.exec(told.text)?.[0] ?? "", app.url).href);
      await look(page, language);
      await send(page);
      await expect(page.locator(".notice.done")).toBeVisible();
      await look(page, language);
    });

    test("so can the desk, its panel, the journal and one's own account", async ({ page }) => {
      await arriveSignedIn(page, "fabre-a", "Telescope-46-Bruyere");
      for (const path of [
        "/mon-compte",
        "/administration",
        "/administration/journal",
        "/administration/statistiques?periode=year",
        "/administration/signalements",
        "/administration/sessions",
        desk,
      ]) {
        await page.goto(path);
        await look(page, language);
      }
      await presentCard(page, "E2600101");
      await expect(alertIn(page)).toBeVisible();
      await look(page, language);
      await presentCard(page, "E2500104");
      await look(page, language);
      await page.locator("button[value=yes]").click();
      await expect(page.locator("[name=newPassword]")).toBeVisible();
      await look(page, language);
      await page.locator(".turn .form-sheet button.as-link").click();
      await expect(page.locator("[name=password]")).toBeVisible();
      await look(page, language);
    });

    test("so can the page that gives a person their data, refusal included, and the rest of what its officer opens", async ({
      page,
    }) => {
      await arriveSignedIn(page, "leroy-d", "Archive-38-Rosier");
      await page.goto("/administration");
      await look(page, language);
      await page.goto("/administration/donnees?donnees=indisponibles");
      await look(page, language);
      await page.locator("[name=identifier]").fill("personne.inconnue@etu.univ.example");
      await send(page);
      await expect(page.locator("[aria-invalid=true]")).toBeVisible();
      await look(page, language);
      await page.locator("[name=identifier]").fill("hugo.bernard@etu.univ.example");
      await send(page);
      await expect(page.locator("#found")).toBeVisible();
      await look(page, language);
    });

    test("so can a desk that hands over to a phone, and the phone's pages", async ({ page, context, browser, app }) => {
      await arriveSignedIn(page, "garcia-l", "Lanterne-29-Falaise");
      await presentCard(page, "E2500104");
      await page.locator("button[value=phone]").click();
      await look(page, language);
      const link = (await page.locator("main a[href*=jeton]").getAttribute("href")) ?? "";
      const phone = await context.newPage();
      await phone.goto(link);
      await look(phone, language);
      const elsewhere = await browser.newContext({ baseURL: app.url, colorScheme });
      await elsewhere.addCookies([{ name: "trousseau_language", value: language, url: app.url }]);
      const stranger = await elsewhere.newPage();
      await stranger.goto(link);
      await send(phone);
      await stranger.reload();
      await look(stranger, language);
      await elsewhere.close();
      const number = (await page.locator(".three-digits").textContent()) ?? "";
      await phone.locator("[name=number]").fill("12");
      await send(phone);
      await look(phone, language);
      await look(page, language);
      await phone.locator("[name=number]").fill(number);
      await send(phone);
      await look(phone, language);
      await page.locator("main form button.second").click();
      await expect(page.locator("button[value=phone]")).toBeVisible();
      await look(page, language);
      await phone.goto("/telephone");
      await look(phone, language);
    });

    test("so can the registrar's pages", async ({ page }) => {
      await arriveSignedIn(page, "morel-c", "Parchemin-15-Colline");
      const file = "/scolarite/etudiants/noe.garnier%40etu.univ.example";
      for (const path of [
        "/scolarite",
        "/scolarite?q=a",
        "/scolarite?q=xyzzy",
        "/scolarite?attente=sheet-expired",
        file,
      ]) {
        await page.goto(path);
        await look(page, language);
      }
    });

    test("so can those of human resources", async ({ page }) => {
      await arriveSignedIn(page, "roche-j", "Calendrier-71-Nacelle");
      for (const path of [
        "?q=a",
        "?q=xyzzy",
        "/personnels/faure-m",
        "/import",
        "/feuilles",
        "/feuilles?students=faure-m+nobody-n",
      ]) {
        await page.goto(`/ressources-humaines${path}`);
        await look(page, language);
      }
    });

    test("so can the import of a file, and its report", async ({ page }) => {
      await arriveSignedIn(page, "morel-c", "Parchemin-15-Colline");
      await page.goto("/scolarite/import");
      await look(page, language);
      const lines = [{}, { COD_ETU: "22600003", DATE_NAI_IND: "31/02/2007" }];
      const buffer = Buffer.from(apogee(...lines.map((line) => ({ COD_ANU: "2025", ...line }))));
      await page.locator("[name=file]").setInputFiles({ name: "inscriptions.csv", mimeType: "text/csv", buffer });
      await send(page);
      await expect(page.getByRole("table")).toBeVisible();
      await look(page, language);
    });

    test("so can the pages that print sheets", async ({ page }) => {
      await arriveSignedIn(page, "morel-c", "Parchemin-15-Colline");
      const camille = "camille.martin@etu.univ.example";
      for (const query of ["", "?enrolledOn=2026-02-31", `?students=personne@etu.univ.example+${camille}`]) {
        await page.goto(`/scolarite/scolpass${query}`);
        await look(page, language);
      }
      await page.locator("main form button.btn").click();
      await expect(page.locator(".notice.done")).toBeVisible();
      await look(page, language);
      await page.goto("/scolarite/scolpass");
      await look(page, language);
    });

    test("so can the pages of the charters, draft, comparison and evidence included", async ({ page }) => {
      const charters = "/administration/chartes";
      await arriveSignedIn(page, "fabre-a", "Telescope-46-Bruyere");
      for (const path of [
        charters,
        `${charters}/versions/2`,
        `${charters}/versions/2/comparaison`,
        `${charters}/acceptations`,
      ]) {
        await page.goto(path);
        await look(page, language);
      }
      await page.goto(charters);
      await page.locator("main form button").first().click();
      await expect(page).toHaveURL(/\/brouillons\//);
      await look(page, language);
      const french = page.locator("[name=markdownFr]");
      await french.fill(`${await french.inputValue()}\nUne phrase ajoutée.\n`);
      await page.locator("button[value=save]").click();
      await expect(page.locator("[role=status] .succeeded")).toBeVisible();
      await page.locator("a[href$='/publier']").click();
      await expect(page.locator("ins").first()).toBeVisible();
      await look(page, language);
    });

    test("so can what a student and a stranger are refused", async ({ page, browser, app }) => {
      await arriveSignedIn(page, "lea.moreau@etu.univ.example", "Tilleul-58-Comete");
      await page.goto("/mon-compte");
      await look(page, language);
      await page.goto("/mon-compte/mot-de-passe");
      await look(page, language);
      await page.goto("/charte/acceptation");
      await send(page);
      await expect(page.locator("[aria-invalid=true]")).toBeVisible();
      await look(page, language);
      await page.goto(desk);
      await look(page, language);
      const elsewhere = await browser.newContext({
        baseURL: app.url,
        colorScheme,
        extraHTTPHeaders: { "x-forwarded-for": "203.0.113.24" },
      });
      await elsewhere.addCookies([{ name: "trousseau_language", value: language, url: app.url }]);
      const outside = await elsewhere.newPage();
      await outside.goto(desk);
      await look(outside, language);
      await elsewhere.close();
    });
  });
}
