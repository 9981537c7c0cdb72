import { defineConfig, devices } from "@playwright/test";
import { browserPath } from "./scripts/tools.mjs";
import { keepTemporaryFilesInMemory } from "./tests/support/in-memory.mjs";

keepTemporaryFilesInMemory();

const phone = { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } };
const desktop = { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } };

/**
 * Stories that every student and every desk lives through: at both sizes, with and without JavaScript. Most others run
 * once with it and once without.
 */
const everywhere = /@everywhere/;
const withScripts = /with-scripts/;
/** Stories that no script affects (who may enter, what a file holds, what a directory accepts): run without scripts. */
const once = /@once/;

/** Uses Debian’s own Chromium. */
export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/support/services.ts",
  outputDir: "test-results",
  // One more than the expected cores: a story waits for its server, and its server for the story.
  workers: 3,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    launchOptions: {
      executablePath: browserPath() ?? undefined,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // A new context's empty page and our first page share a process, instead of starting one each.
        "--renderer-process-limit=1",
      ],
    },
  },
  projects: [
    { name: "desktop", use: desktop, grepInvert: once },
    { name: "phone-without-scripts", use: { ...phone, javaScriptEnabled: false }, testIgnore: withScripts },
    { name: "phone", use: phone, grep: everywhere },
    { name: "desktop-without-scripts", use: { ...desktop, javaScriptEnabled: false }, grep: everywhere },
  ],
});
