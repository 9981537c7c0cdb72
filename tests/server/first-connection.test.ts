import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type RunningApp, startApp } from "@/tests/support/app";
import { BrowserWithoutScripts } from "@/tests/support/browser-without-scripts";

const patience = 300_000;
const wizard = "/premiere-connexion/etudiant";

let app: RunningApp;
beforeAll(async () => {
  execFileSync(process.execPath, ["scripts/prepare.mjs"], { stdio: "ignore" });
  app = await startApp();
}, patience);
afterAll(() => app?.stop(), patience);

/** What the main buttons of a page say. */
const mainButtons = (page: string) =>
  [...page.matchAll(/class="btn"[^>]*>([\s\S]*?)<\/(?:a|button)>/g)].map(([, words = ""]) =>
    words.replace(/<[\s\S]*/, ""),
  );

test("the last page has one main button: the code of the recovery address while it waits, then the ENT", async () => {
  const browser = new BrowserWithoutScripts(app.url);
  const sheet = { identifier: "camille.martin@etu.univ.example", provisionalPassword: "K7QX-M3VP-9RTD" };
  await browser.submit(wizard, "identifier", sheet);
  await browser.submit(`${wizard}/mail-de-secours`, "recoveryEmail", { recoveryEmail: "camille@mail.example" });
  await browser.submit(`${wizard}/charte`, "charterAccepted", { charterAccepted: "on" });
  const chosen = { newPassword: "Canal-37-Bruyere", newPasswordConfirmation: "Canal-37-Bruyere" };
  await browser.submit(`${wizard}/mot-de-passe`, "newPassword", chosen);
  const done = async () => (await browser.ask(`${wizard}/termine`)).text();
  expect(mainButtons(await done())).toEqual(["Confirmer"]);

  const code = await codeOfLastMail();
  await browser.submit(`${wizard}/termine`, "code", { code });
  expect(mainButtons(await done())).toEqual(["Aller sur l’ENT"]);
});

test("the API says which step is due of whatever is sent out of turn, in words too", async () => {
  const caller = new BrowserWithoutScripts(app.url);
  const api = "/api/v1/activation";
  const charter = { version: 2, accepted: true };
  const chosen = { newPassword: "Canal-37-Bruyere", newPasswordConfirmation: "Canal-37-Bruyere" };
  const outOfTurn = async (path: string, body: object) => {
    const { type, status, step, detail } = await (await caller.json("PUT", `${api}/${path}`, body)).json();
    return [type, status, step, detail];
  };
  const etape = (step: string, detail: string) => ["/problemes/etape", 409, step, detail];

  expect((await outOfTurn("charter", charter)).slice(0, 2)).toEqual(["/problemes/session-absente", 401]);
  const sheet = { identifier: "ines.benali@etu.univ.example", provisionalPassword: "W4HN-8CZS-2LPF" };
  await caller.json("POST", api, sheet);
  expect(await outOfTurn("charter", charter)).toEqual(etape("recovery-email", "Vous en êtes au mail de secours."));
  await caller.json("PUT", `${api}/recovery-email`, { email: "ines@mail.example" });
  expect(await outOfTurn("password", chosen)).toEqual(etape("charter", "Vous en êtes à la charte."));
  await caller.json("PUT", `${api}/charter`, charter);
  expect(await outOfTurn("charter", charter)).toEqual(etape("password", "Vous en êtes au choix du mot de passe."));
  await caller.json("PUT", `${api}/password`, chosen);
  expect(await outOfTurn("password", chosen)).toEqual(etape("done", "Tout est fait\u202f: le compte est ouvert."));
});

/** The mail leaves a moment after the page. */
async function codeOfLastMail(): Promise<string> {
  return vi.waitFor(async () => {
    const mails: { subject: string; text: string }[] = await (await fetch(`${app.url}/api/demo/mails`)).json();
    const [code] = mails.flatMap(({ text }) => /\b\d{6}\b/.exec(text) ?? []);
    if (!code) throw new Error("no code yet");
    return code;
  }, 20_000);
}
