import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import type Axe from "axe-core";
import { BrowserWithoutScripts } from "../../support/browser-without-scripts";
import { serviceOf } from "./services";

export { expect };

declare global {
  interface Window {
    axe: typeof Axe;
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface DemoMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  date: string;
}

/** A whole service of one's own, and the demo university as new before each story. */
export const test = base.extend<{ freshUniversity: undefined }, { app: { url: string } }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from the pattern.
    async ({}, use, { parallelIndex }) => use({ url: serviceOf(parallelIndex) }),
    { scope: "worker" },
  ],
  baseURL: async ({ app }, use) => use(app.url),
  freshUniversity: [
    async ({ app }, use) => {
      await startAfresh(app.url);
      await use(undefined);
    },
    { auto: true },
  ],
});

/** Puts the demo university back to its first day, by the form that anyone would use; its page is read once. */
async function startAfresh(url: string): Promise<void> {
  const browser = new BrowserWithoutScripts(url);
  afreshForm ??= browser.form("/demo", "confirmed");
  const body = await afreshForm;
  body.set("confirmed", "on");
  const answer = await browser.ask("/demo", { method: "POST", body, headers: { origin: url } });
  expect(answer.headers.get("location")).toBe("/demo?recommence=1");
}

let afreshForm: Promise<FormData> | undefined;

/**
 * Sends the form of the page by its main button, as a finger would, and waits until the answer is shown: with scripts it comes before
 * it is drawn, and the form is busy until then.
 */
export async function send(page: Page): Promise<void> {
  const button = page.locator("main form button.btn:not(.second)").first();
  await Promise.all([page.waitForResponse((response) => response.request().method() === "POST"), button.click()]);
  await page.waitForLoadState("load");
  await expect(page.locator("form[aria-busy=true]")).toHaveCount(0);
}

/** What the page refuses. The framework’s own announcer, which is always there, stands outside of `main`. */
export function alertIn(page: Page): Locator {
  return page.locator("main").getByRole("alert").first();
}

/** By the page, as a person does. */
export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto("/connexion");
  await page.locator("[name=username]").fill(username);
  await page.locator("[name=password]").fill(password);
  await send(page);
}

/** The same session, without the two pages around it: for stories that begin behind the sign-in. */
export async function arriveSignedIn(page: Page, username: string, password: string): Promise<void> {
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  const form = { csrfToken, username, password, json: "true" };
  expect((await page.request.post("/api/auth/callback/credentials", { form })).status()).toBe(200);
}

/** At the desk: this card was checked. */
export async function presentCard(page: Page, number: string): Promise<void> {
  await page.goto("/personnel/mots-de-passe-etudiants");
  await page.locator("[name=cardChecked]").check();
  await page.locator("[name=cardNumber]").fill(number);
  await send(page);
}

/** The newest mail to this address, once it is there. */
export async function mailTo(page: Page, address: string, subject: RegExp = /./): Promise<DemoMail> {
  let found: DemoMail | undefined;
  await expect
    .poll(async () => {
      const mails = (await (await page.request.get("/api/demo/mails")).json()) as DemoMail[];
      found = mails.find((mail) => mail.to.includes(address) && subject.test(mail.subject));
      return found !== undefined;
    })
    .toBe(true);
  return found as DemoMail;
}

/** No accessibility fault that axe can see, in the page as it stands. axe is put into each document once, however often the document changes. */
export async function expectAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const faults = await page.evaluate(async () => {
    // A colour on its way to another is neither. One transition may be given up for the next.
    const transitions = () => document.getAnimations().filter((each) => each instanceof CSSTransition);
    while (transitions().length > 0) await Promise.allSettled(transitions().map(({ finished }) => finished));
    // Nothing that is asked needs the style sheets over again.
    const { violations } = await window.axe.run({ resultTypes: ["violations"], preload: false });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`);
  });
  expect(faults).toEqual([]);
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}
