import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { charters, students } from "@/db/schema";
import { charterTexts } from "@/embedded/charter-texts";
import { publishCharter } from "@/lib/charter/publish";
import { type RunningApp, startApp } from "@/tests/support/app";
import { titleOf } from "@/tests/support/browser-without-scripts";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import { startTestDirectory, type TestDirectory } from "@/tests/support/directory";

const patience = 300_000;
const university = fileURLToPath(new URL("../../embedded/demo-university.json", import.meta.url));

let database: TestDatabase;
let directory: TestDirectory;
let app: RunningApp;

beforeAll(async () => {
  execFileSync(process.execPath, ["scripts/prepare.mjs"], { stdio: "ignore" });
  [database, directory] = await Promise.all([createTestDatabase(), startTestDirectory()]);
  await publishCharter(database.db, { version: 1, publishedAt: new Date(), texts: charterTexts(1) });
  const { urls, baseDn, bindDn, bindPassword } = directory.settings;
  app = await startApp({
    env: {
      DEMO: "0",
      HOST: "127.0.0.1",
      DATABASE_URL: database.url,
      LDAP_URL: urls.join(" "),
      LDAP_BASE_DN: baseDn,
      LDAP_BIND_DN: bindDn,
      LDAP_BIND_PASSWORD: bindPassword,
      SMTP_URL: "smtp://127.0.0.1:9",
      MAIL_FROM: "compte@univ.example",
      PUBLIC_URL: "http://localhost:9",
      NEXTAUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
      INTERNAL_NETWORKS: "filaire=127.0.0.0/8",
      INSTITUTION_FILE: university,
    },
  });
}, patience);
afterAll(async () => {
  await app?.stop();
  await Promise.all([database?.drop(), directory?.close()]);
}, patience);

test.each([
  "/demo",
  "/demo/courrier/000000000000001-00000000",
  "/api/demo/mails",
  "/api/demo/mails/000000000000001-00000000",
])("outside demo mode there is no %s", async (path) => {
  const answer = await fetch(app.url + path);
  expect(answer.status).toBe(404);
  const text = await answer.text();
  expect(text).not.toContain("Lanterne-29-Falaise");
  if (!path.startsWith("/api/")) expect(titleOf(text)).toBe("Cette page n’existe pas");
});

test(
  "on a database of somebody else's the demonstration promises nobody, and puts nothing in it",
  async () => {
    const theirs = await createTestDatabase();
    const demo = await startApp({ env: { DATABASE_URL: theirs.url } });
    onTestFinished(async () => {
      await demo.stop();
      await theirs.drop();
    });
    const pages = await Promise.all(["/charte", "/demo"].map((path) => fetch(demo.url + path)));
    const [charter, people] = await Promise.all(pages.map((page) => page.text()));
    expect(pages.map(({ status }) => status)).toEqual([404, 200]);
    expect(titleOf(charter ?? "")).toBe("Cette page n’existe pas");
    expect(people).toContain("Personne n’habite ici");
    expect(people + demo.said()).not.toContain("Lanterne-29-Falaise");
    expect(await theirs.db.select().from(students)).toEqual([]);
    expect(await theirs.db.select().from(charters)).toEqual([]);
  },
  patience,
);

test("outside demo mode no page leads to the demonstration", async () => {
  expect(await (await fetch(app.url)).text()).not.toContain('href="/demo"');
});
