import { expect, expectSound, send, signIn, test } from "./support/story";

const open = [
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
  "/page-qui-n-existe-pas",
  "/problemes/carte-inconnue",
];

const sizes = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const language of ["fr", "en"] as const) {
    test(`every page is sound at each size, ${colorScheme}, in ${language}`, async ({ page }) => {
      test.slow();
      await page.emulateMedia({ colorScheme });
      await page.context().addCookies([
        {
          name: "trousseau_language",
          value: language,
          url: page.url().startsWith("http") ? page.url() : (test.info().project.use.baseURL ?? "http://localhost"),
        },
      ]);
      for (const path of open) {
        await page.goto(path);
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        for (const size of sizes) {
          await page.setViewportSize(size);
          await expectSound(page);
        }
      }
    });
  }
}
