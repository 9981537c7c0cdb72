import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoStaff } from "@/embedded/demo-people";
import { type RunningApp, startApp } from "@/tests/support/app";
import { alertOf, BrowserWithoutScripts, titleOf } from "@/tests/support/browser-without-scripts";
import { startTestDirectory, type TestDirectory } from "@/tests/support/directory";

const patience = 300_000;
const desk = "/personnel/mots-de-passe-etudiants";
const newPassword = { newPassword: "Canal-37-Bruyere", newPasswordConfirmation: "Canal-37-Bruyere" };

let app: RunningApp;
let directory: TestDirectory;
beforeAll(async () => {
  execFileSync(process.execPath, ["scripts/prepare.mjs"], { stdio: "ignore" });
  directory = await startTestDirectory();
  const { urls, baseDn, bindDn, bindPassword } = directory.settings;
  app = await startApp({
    env: {
      LDAP_URL: urls.join(" "),
      LDAP_BASE_DN: baseDn,
      LDAP_BIND_DN: bindDn,
      LDAP_BIND_PASSWORD: bindPassword,
    },
  });
}, patience);
afterAll(async () => {
  await app?.stop();
  await directory?.close();
}, patience);

async function setAffiliations(uid: string, affiliations: readonly string[]): Promise<void> {
  const facts = demoStaff.find((one) => one.uid === uid);
  if (!facts) throw new Error(`${uid} is no demo staff`);
  const { password: _, ...kept } = facts;
  await directory.store.putPerson({ ...kept, affiliations });
}

test("whoever loses their role while a student has the screen: the student is told what to do, and the screen can be taken back", async () => {
  const browser = new BrowserWithoutScripts(app.url);
  const password = "Horloge-64-Pivoine";
  await browser.signIn("dupont-n", password);
  await browser.submit(desk, "cardNumber", { cardNumber: "2500104" });
  await browser.submit(desk, "cardNumber", { cardChecked: "on", cardNumber: "E2500104" });
  await browser.submit(desk, "match", { match: "yes" });
  const handedOver = await (await browser.ask(desk)).text();
  // Without scripts nothing moves: the page says until when, and is asked again once that is over.
  expect(handedOver).toMatch(/role="timer"[^>]*><b>Jusqu’à \d{1,2}\u00a0h\u00a0\d\d<\/b>/);
  expect(handedOver).not.toContain("Il vous reste <");
  expect(Number(/<meta http-equiv="refresh" content="(\d+)"/i.exec(handedOver)?.[1])).toBeGreaterThan(250);
  for (const path of ["/api/metrics", "/api/auth/session", "/api/v1/network"]) {
    expect((await browser.ask(path)).status).toBe(409);
  }
  // What anybody may send from anywhere is not sent from here either.
  const others = [
    ["/mot-de-passe-oublie", { identifier: "lea.moreau@etu.univ.example" }],
    [
      "/premiere-connexion/etudiant",
      { identifier: "ines.benali@etu.univ.example", provisionalPassword: "W4HN-8CZS-2LPF" },
    ],
    ["/connexion", { username: "garcia-l", password: "Lanterne-29-Falaise" }],
  ] as const;
  for (const [path, typed] of others) {
    const [name = ""] = Object.keys(typed);
    const led = await new BrowserWithoutScripts(app.url).form(path, name);
    for (const [field, value] of Object.entries(typed)) led.set(field, value);
    const answer = await browser.ask(path, { method: "POST", body: led, headers: { origin: app.url } });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, desk]);
  }
  expect((await browser.ask("/mon-compte")).headers.get("location")).toBe(desk);
  const it = new BrowserWithoutScripts(app.url);
  await it.signIn("fabre-a", "Telescope-46-Bruyere");
  const page = await (await it.ask("/administration/journal")).text();
  const journal = page.replace(/<(script|option)[\s\S]*?<\/\1>/g, "");
  // Of three calls, three forms and a page, once for the whole panel; and the card that was not checked.
  expect(journal.match(/Autre page demandée pendant la remise/g)).toHaveLength(1);
  expect(journal).toContain("carte non vérifiée, ce n’est pas un numéro de carte");
  expect(journal).not.toMatch(/[^E]2500104/);
  await setAffiliations("dupont-n", ["retired"]);

  const refused = await browser.submit(desk, "newPassword", newPassword);
  expect(refused.status).toBe(403);
  const panel = await refused.text();
  expect(titleOf(panel)).toBe("À vous, Hugo");
  expect(alertOf(panel)).toMatch(/^Votre mot de passe n’a pas changé .*Rendez l’écran, puis passez à un kiosque info/);
  expect(await directory.canBind("hugo.bernard", newPassword.newPassword)).toBe(false);

  await browser.submit(desk, "Arrêter et rendre l’écran", {});
  expect(titleOf(await (await browser.ask(desk)).text())).toBe("L’écran est rendu");
  await browser.submit(desk, "password", { password });
  expect(titleOf(await (await browser.ask(desk)).text())).toBe("Demandez la carte d’étudiant");
});

test("whoever tries too many cards while students choose: each is told that it is not their doing, on the screen and on the phone", async () => {
  const signedIn = async () => {
    const browser = new BrowserWithoutScripts(app.url);
    await browser.signIn("garcia-l", "Lanterne-29-Falaise");
    return browser;
  };
  const onCard = async (cardNumber: string, match: string) => {
    const browser = await signedIn();
    await browser.submit(desk, "cardNumber", { cardChecked: "on", cardNumber });
    await browser.submit(desk, "match", { match });
    return browser;
  };
  const pageOf = async (browser: BrowserWithoutScripts) => (await browser.ask(desk)).text();
  const screen = await onCard("E2500104", "yes");
  const behindPhone = await onCard("E2500105", "phone");
  const phone = new BrowserWithoutScripts(app.url);
  const [link = ""] = /\/telephone\/lien\?[^"]+/.exec(await pageOf(behindPhone)) ?? [];
  await phone.ask(link);
  await phone.submit("/telephone", "Ouvrir sur ce téléphone", {});
  const [, number = ""] = /three-digits[^>]*>(\d{3})</.exec(await pageOf(behindPhone)) ?? [];
  await phone.submit("/telephone", "number", { number });

  const other = await signedIn();
  const tries = Array.from({ length: 21 }, (_, n) => ({ cardChecked: "on", cardNumber: `E99999${10 + n}` }));
  let last: Response | undefined;
  for (const typed of tries) last = await other.submit(desk, "cardNumber", typed);
  expect(alertOf((await last?.text()) ?? "")).toMatch(/^Trop de cartes pour une heure .*La DSI est prévenue/);

  const notTheirs =
    /^Votre mot de passe n’a pas changé Le guichet est fermé à la personne qui vous aide jusqu’à \d+ h \d\d : vous n’y êtes pour rien\. /;
  const onScreen = await screen.submit(desk, "newPassword", newPassword);
  expect([onScreen.status, onScreen.headers.get("retry-after")]).toEqual([429, expect.stringMatching(/^\d+$/)]);
  const screenSays = alertOf(await onScreen.text());
  expect(screenSays).toMatch(notTheirs);
  expect(screenSays).toContain("Rendez l’écran, puis passez à un kiosque info");
  const onPhone = await phone.submit("/telephone", "newPassword", newPassword);
  expect(onPhone.status).toBe(429);
  const phoneSays = alertOf(await onPhone.text());
  expect(phoneSays).toMatch(notTheirs);
  expect(phoneSays).toContain("Passez à un kiosque info");
});
