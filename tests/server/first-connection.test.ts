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

/** The mail leaves a moment after the page. */
async function codeOfLastMail(): Promise<string> {
  return vi.waitFor(async () => {
    const mails: { subject: string; text: string }[] = await (await fetch(`${app.url}/api/demo/mails`)).json();
    const [code] = mails.flatMap(({ text }) => /\b\d{6}\b/.exec(text) ?? []);
    if (!code) throw new Error("no code yet");
    return code;
  }, 20_000);
}
