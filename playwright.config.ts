import { execFileSync } from "node:child_process";
import { defineConfig, devices } from "@playwright/test";

const chromium = execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
const phone = { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } };
const desktop = { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } };

/** Each story, on a phone and a desktop, with and without JavaScript, in Debian's own Chromium. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "phone", use: phone, testIgnore: /every-page/ },
    { name: "phone-without-scripts", use: { ...phone, javaScriptEnabled: false }, testIgnore: /with-scripts/ },
    { name: "desktop", use: desktop },
    { name: "desktop-without-scripts", use: { ...desktop, javaScriptEnabled: false }, testIgnore: /with-scripts/ },
  ],
});
