import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningApp, startApp } from "@/tests/support/app";
import { BrowserWithoutScripts } from "@/tests/support/browser-without-scripts";

const patience = 300_000;
const page = "/mot-de-passe-oublie";
const known = "hugo.bernard@etu.univ.example";
const unknown = "nils.bernard@etu.univ.example";

let app: RunningApp;
beforeAll(async () => {
  execFileSync(process.execPath, ["scripts/prepare.mjs"], { stdio: "ignore" });
  app = await startApp();
}, patience);
afterAll(() => app?.stop(), patience);

async function visitor() {
  const browser = new BrowserWithoutScripts(app.url);
  const form = await browser.form(page, "identifier");
  return (identifier: string) => {
    form.set("identifier", identifier);
    return browser.ask(page, { method: "POST", body: form, headers: { origin: app.url } });
  };
}

test("a known and an unknown identifier get the same answer, to its last header", async () => {
  const ask = await visitor();
  const answers = [];
  for (const identifier of [known, unknown]) {
    const answer = await ask(identifier);
    const varying = ["date", "x-request-id", "content-security-policy"];
    const headers = [...answer.headers].filter(([name]) => !varying.includes(name));
    answers.push({ status: answer.status, headers, body: await answer.text() });
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]).toMatchObject({ status: 303 });
});

/** Of each identifier, before the medians are compared for the first time; and again as often, while others keep this machine busy. */
const requests = 200;
const mostRounds = 20;

test(
  "a known and an unknown identifier, 200 requests each and interleaved, take the same time: the medians differ by less than 5 %",
  async () => {
    const ask = await visitor();
    const times: Record<string, number[]> = { [known]: [], [unknown]: [] };
    let difference = 1;
    for (let round = 0; round < mostRounds && difference >= 0.05; round++) {
      for (let pair = 0; pair < requests; pair++) {
        // Neither always comes after the other.
        for (const identifier of pair % 2 ? [known, unknown] : [unknown, known]) {
          const start = performance.now();
          await (await ask(identifier)).text();
          times[identifier]?.push(performance.now() - start);
        }
      }
      const medians = [median(times[known]), median(times[unknown])];
      difference = Math.max(...medians) / Math.min(...medians) - 1;
    }
    expect(difference).toBeLessThan(0.05);
  },
  patience,
);

function median(values: number[] = []): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
