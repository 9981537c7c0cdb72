import { test as base, expect, type Page } from "@playwright/test";
import passwordPolicy from "../../messages/fr/passwordPolicy.json" with { type: "json" };
import session from "../../messages/fr/session.json" with { type: "json" };
import { type RunningApp, startApp } from "../support/app";
import type { DirectoryServer } from "../support/servers/directory-server";
import { startOpenLdap } from "../support/servers/openldap";
import { alertIn, arriveSignedIn, mailTo, presentCard, send, signIn } from "./support/story";

/** The demo university, its people in a real OpenLDAP with ppolicy, which the service reaches by an account that is not the root DN. */
const test = base.extend<object, { openldap: DirectoryServer; app: RunningApp }>({
  openldap: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from the pattern.
    async ({}, use) => {
      const openldap = await startOpenLdap();
      await use(openldap);
      await openldap.close();
    },
    { scope: "worker" },
  ],
  app: [
    async ({ openldap }, use) => {
      const app = await startApp({
        env: {
          DEMO: "1",
          LDAP_URL: openldap.ldapsUrl,
          LDAP_CA_FILE: openldap.caFile,
          LDAP_BASE_DN: openldap.baseDn,
          LDAP_BIND_DN: openldap.bindDn,
          LDAP_BIND_PASSWORD: openldap.bindPassword,
        },
      });
      await use(app);
      await app.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ app }, use) => use(app.url),
});

/** Good by our rules, and one character short of what this directory wants. */
const refusedHere = "Onde-4-La";

test("Camille opens her account: OpenLDAP takes the password, by its own policy", async ({ page, openldap }) => {
  await page.goto("/premiere-connexion/etudiant");
  await page.locator("[name=identifier]").fill("camille.martin@etu.univ.example");
  await page.locator("[name=provisionalPassword]").fill("K7QX-M3VP-9RTD");
  await send(page);
  await page.locator("[name=recoveryEmail]").fill("camille@mail.example");
  await send(page);
  await page.locator("[name=charterAccepted]").check();
  await send(page);

  const before = await openldap.entry("camille.martin");
  await page.locator("[name=newPassword]").fill(refusedHere);
  await page.locator("[name=newPasswordConfirmation]").fill(refusedHere);
  await send(page);
  await expect(page.locator("[name=newPassword]")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText(passwordPolicy.refusals.directoryTooShort)).toBeVisible();
  expect(await openldap.entry("camille.martin")).toEqual(before);

  await page.locator("[name=newPassword]").fill("Nuage-27-Fougere");
  await page.locator("[name=newPasswordConfirmation]").fill("Nuage-27-Fougere");
  await send(page);
  await expect(page).toHaveURL(/\/termine$/);
  expect(await openldap.canBind("camille.martin", "Nuage-27-Fougere")).toBe(true);
  const after = await openldap.entry("camille.martin");
  expect(after.supannRessourceEtat).toEqual(["{COMPTE}A:SupannActif"]);
  expect(JSON.stringify(after)).not.toContain("Nuage-27-Fougere");

  await signIn(page, "camille.martin@etu.univ.example", "Nuage-27-Fougere");
  await expect(page).toHaveURL(/\/mon-compte$/);
});

test("Maxime, of staff, opens his account by the sheet from HR", { tag: "@once" }, async ({ page, openldap }) => {
  const headers = { "content-type": "application/json" };
  const sheet = { identifier: "faure-m", provisionalPassword: "T6WD-H9KV-4PXQ" };
  const { request } = page;
  const opened = await request.post("/api/v1/activation", { data: sheet, headers });
  expect(await opened.json()).toMatchObject({ step: "recovery-email", student: { givenName: "Maxime" } });
  await request.put("/api/v1/activation/recovery-email", { data: { email: "maxime@mail.example" }, headers });
  const { version, title } = await (await request.get("/api/v1/charter")).json();
  expect(title).toContain("personnel");
  await request.put("/api/v1/activation/charter", { data: { version, accepted: true }, headers });
  await page.goto("/premiere-connexion/personnel/mot-de-passe");
  await page.locator("[name=newPassword]").fill("Nuage-27-Fougere");
  await page.locator("[name=newPasswordConfirmation]").fill("Nuage-27-Fougere");
  await send(page);
  await expect(page).toHaveURL(/\/termine$/);
  expect(await openldap.canBind("faure-m", "Nuage-27-Fougere")).toBe(true);
  expect((await openldap.entry("faure-m")).supannRessourceEtat).toEqual(["{COMPTE}A:SupannActif"]);
});

test("garcia-l gets Hugo back in: the new password binds, the old one does not, and a refusal changes nothing", async ({
  page,
  openldap,
}) => {
  await arriveSignedIn(page, "garcia-l", "Lanterne-29-Falaise");
  const api = page.request;
  const opened = await api.post("/api/v1/desk-resets", { data: { cardNumber: "E2500104", cardChecked: true } });
  const { id } = await opened.json();
  const refused = await api.put(`/api/v1/desk-resets/${id}/password`, {
    data: { newPassword: refusedHere, newPasswordConfirmation: refusedHere },
  });
  expect(refused.status()).toBe(422);
  expect(await refused.json()).toMatchObject({ violations: [{ field: "newPassword", code: "refused-by-directory" }] });
  expect(await openldap.canBind("hugo.bernard", "Cerisier-42-Volcan")).toBe(true);
  expect(await openldap.canBind("hugo.bernard", refusedHere)).toBe(false);

  await openldap.lockOut("hugo.bernard");
  await presentCard(page, "E2500104");
  // Just before midnight the lock ends on the next day, which is then named.
  await expect(page.getByText(/^Compte verrouillé jusqu’(à|au \S+ \S+,) \d+\sh\s\d\d$/)).toBeVisible();
  await page.locator("button[value=yes]").click();
  await page.locator("[name=newPassword]").fill(refusedHere);
  await page.locator("[name=newPasswordConfirmation]").fill(refusedHere);
  await send(page);
  await expect(page.getByText(passwordPolicy.refusals.directoryTooShort)).toBeVisible();

  await page.locator("[name=newPassword]").fill("Ocarina-93-Bouleau");
  await page.locator("[name=newPasswordConfirmation]").fill("Ocarina-93-Bouleau");
  await send(page);
  await expect(page.locator("[name=newPassword]")).toHaveCount(0);
  expect(await openldap.canBind("hugo.bernard", "Ocarina-93-Bouleau")).toBe(true);
  expect(await openldap.canBind("hugo.bernard", "Cerisier-42-Volcan")).toBe(false);
});

test("Hugo on his own: a link, « Mon compte », « Ce n’était pas moi »; IT shuts the account, and the card opens it on his phone", {
  tag: "@once",
}, async ({ page, openldap, browser, app }) => {
  const hugo = "hugo.bernard@etu.univ.example";
  const hugosMail = "hugo.bernard@mail.example";
  const binds = (password: string) => openldap.canBind("hugo.bernard", password);
  const choose = async (at: Page, newPassword: string) => {
    await at.locator("[name=newPassword]").fill(newPassword);
    await at.locator("[name=newPasswordConfirmation]").fill(newPassword);
    await send(at);
  };
  const follow = async (subject: RegExp) =>
    page.goto(
      /https?:\S+(?:jeton|ce-n-etait-pas-moi)\S+/.exec((await mailTo(page, hugosMail, subject)).text)?.[0] ?? "",
    );

  await page.goto("/mot-de-passe-oublie");
  await page.locator("[name=identifier]").fill(hugo);
  await send(page);
  await follow(/^Choisissez un nouveau/);
  await choose(page, refusedHere);
  await expect(page.getByText(passwordPolicy.refusals.directoryTooShort)).toBeVisible();
  await choose(page, "Fontaine-51-Murmure");
  await expect(page.locator("h1")).toContainText("est changé");
  expect(await binds("Fontaine-51-Murmure")).toBe(true);

  await signIn(page, hugo, "Fontaine-51-Murmure");
  await page.goto("/mon-compte/mot-de-passe");
  await page.locator("[name=currentPassword]").fill("Fontaine-51-Murmure");
  await choose(page, "Verger-84-Alouette");
  await expect(page.locator(".notice.done")).toContainText("est changé");
  expect([await binds("Fontaine-51-Murmure"), await binds("Verger-84-Alouette")]).toEqual([false, true]);

  await follow(/a été changé$/);
  await send(page);
  await expect(page.locator("h1")).toContainText("signalé");
  await arriveSignedIn(page, "fabre-a", "Telescope-46-Bruyere");
  await page.goto("/administration/signalements");
  await page.getByRole("button", { name: /Suspendre/ }).click();
  await expect(page.locator(".notice.done")).toContainText("suspendu");
  expect(await binds("Verger-84-Alouette")).toBe(false);

  await page.context().clearCookies();
  await arriveSignedIn(page, "garcia-l", "Lanterne-29-Falaise");
  await presentCard(page, "E2500104");
  await page.getByRole("button", { name: "Oui, sur son téléphone" }).click();
  const code = await page.getByRole("link", { name: "ouvrir ce code ici" }).getAttribute("href");
  const phone = await browser.newPage({
    baseURL: app.url,
    extraHTTPHeaders: { "x-forwarded-for": "203.0.113.9" },
  });
  await phone.goto(code ?? "");
  await send(phone);
  await phone.locator("[name=number]").fill((await page.locator(".three-digits").textContent()) ?? "");
  await send(phone);
  await choose(phone, "Cascade-67-Hirondelle");
  await expect(phone.locator("h1")).toHaveText("C’est fait, Hugo");
  expect([await binds("Verger-84-Alouette"), await binds("Cascade-67-Hirondelle")]).toEqual([false, true]);
  await phone.close();
});

test("whoever proves a password that has expired learns where to change it; a wrong one tells nothing", {
  tag: "@once",
}, async ({ page, openldap }) => {
  const { expired, expiredStaff, refused } = session.refusals;
  await openldap.expirePassword("lea.moreau");
  await openldap.expirePassword("dupont-n");
  await signIn(page, "lea.moreau@etu.univ.example", "Tilleul-58-Comete");
  await expect(alertIn(page).getByText(expired.line)).toBeVisible();
  await signIn(page, "dupont-n", "Horloge-64-Pivoine");
  await expect(alertIn(page).getByText(expiredStaff.line)).toBeVisible();
  await signIn(page, "dupont-n", "Horloge-64-pivoine");
  await expect(alertIn(page).getByText(refused.title)).toBeVisible();
});
