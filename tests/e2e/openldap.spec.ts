import { test as base, expect } from "@playwright/test";
import passwordPolicy from "../../messages/fr/passwordPolicy.json" with { type: "json" };
import session from "../../messages/fr/session.json" with { type: "json" };
import { type RunningApp, startApp } from "../support/app";
import type { DirectoryServer } from "../support/servers/directory-server";
import { startOpenLdap } from "../support/servers/openldap";
import { send, signIn } from "./support/story";

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

test("garcia-l gets Hugo back in: the new password binds, the old one does not, and a refusal changes nothing", async ({
  page,
  openldap,
}) => {
  await signIn(page, "garcia-l", "Lanterne-29-Falaise");
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
  await page.goto("/personnel/mots-de-passe-etudiants");
  await page.locator("[name=cardChecked]").check();
  await page.locator("[name=cardNumber]").fill("E2500104");
  await send(page);
  await expect(page.getByText(/^Compte verrouillé jusqu’à \d+\sh\s\d\d$/)).toBeVisible();
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

test("whoever proves a password that has expired learns where to change it; a wrong one tells nothing", async ({
  page,
  openldap,
}) => {
  const { expired, expiredStaff, refused } = session.refusals;
  await openldap.expirePassword("lea.moreau");
  await openldap.expirePassword("dupont-n");
  await signIn(page, "lea.moreau@etu.univ.example", "Tilleul-58-Comete");
  await expect(page.getByRole("alert").getByText(expired.line)).toBeVisible();
  await signIn(page, "dupont-n", "Horloge-64-Pivoine");
  await expect(page.getByRole("alert").getByText(expiredStaff.line)).toBeVisible();
  await signIn(page, "dupont-n", "Horloge-64-pivoine");
  await expect(page.getByRole("alert").getByText(refused.title)).toBeVisible();
});
