import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectDatabase } from "@/db/client";
import { freePort } from "@/embedded/free-port";
import { startPostgres } from "@/embedded/postgres";
import { hashToken } from "@/lib/secrets/tokens";
import { insertSession } from "@/lib/session/queries";
import { expiryOf } from "@/lib/session/rules";
import { type RunningApp, startApp } from "@/tests/support/app";
import { BrowserWithoutScripts, titleOf } from "@/tests/support/browser-without-scripts";
import { serveUntilItEnds } from "./launch";

const patience = 300_000;
const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "trousseau-service-"));
  folders.push(folder);
  return folder;
}

beforeAll(() => {
  execFileSync(process.execPath, ["scripts/prepare.mjs"], { stdio: "ignore" });
}, patience);
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const camille = { identifier: "camille.martin@etu.univ.example", provisionalPassword: "K7QX-M3VP-9RTD" };

function openActivation(url: string): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return fetch(`${url}/api/v1/activation`, { method: "POST", headers, body: JSON.stringify(camille) });
}

/** What no form of ours sends: arguments that are none, and arguments that are no form. */
const tooDeep = "[".repeat(20_000) + "]".repeat(20_000);
const unfit = ["[1,2", '["$n1a"]', "[]", "[null,null]", "[{},{}]", "null", "1", "true", '"text"', "{}", tooDeep];
const unfitFields: Record<string, string>[] = [
  { 0: '[{},"$Q1"]', 1: "[]" },
  { 0: '[{},"$B1"]' },
  { 0: '[{},"$1:constructor:constructor"]', 1: "{}" },
  { 0: '["$R1","$R1"]' },
  { 0: tooDeep },
];

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

describe("a demonstration", () => {
  let app: RunningApp;
  const dataDir = newFolder();
  beforeAll(async () => {
    app = await startApp({ dataDir });
  }, patience);
  afterAll(() => app?.kill());

  test("says where to click, and who the demo people are", () => {
    expect(app.said()).toContain(app.url);
    expect(app.said()).toContain(camille.identifier);
    expect(app.said()).toContain(camille.provisionalPassword);
  });

  test("takes nobody at the word of an X-Forwarded-For", async () => {
    const seen = async (headers: HeadersInit) => (await fetch(`${app.url}/api/v1/network`, { headers })).json();
    expect(await seen({})).toMatchObject({ internal: true, via: "filaire" });
    expect(await seen({ "x-forwarded-for": "127.0.0.1" })).toMatchObject({ internal: false, via: null });
  });

  test("answers 400 to what speaks Next's own protocol wrongly, and logs one line for each", async () => {
    const multipart = { "content-type": "multipart/form-data; boundary=x" };
    const requests: RequestInit[] = [
      { method: "POST", headers: { "next-action": "junk" }, body: "[]" },
      { method: "POST", headers: multipart, body: "junk" },
      { method: "POST", headers: { rsc: "1", "next-router-state-tree": "junk" } },
    ];
    const before = app.said().length;
    const references: (string | null)[] = [];
    const send = async (request: RequestInit) => {
      const answer = await fetch(`${app.url}/connexion`, request);
      references.push(answer.headers.get("x-request-id"));
      return [answer.status, titleOf(await answer.text())];
    };
    const actions = (await (await fetch(`${app.url}/connexion`)).text()).match(/\b[0-9a-f]{42}\b/g);
    for (const action of new Set(actions)) {
      const headers = { "next-action": action, origin: app.url };
      for (const body of [...unfit, ...unfitFields.map(formOf)]) requests.push({ method: "POST", headers, body });
    }
    expect(requests.length).toBeGreaterThan(10);
    for (const request of requests) expect(await send(request)).toEqual([400, "Cette demande ne se lit pas"]);
    const action = `40${"0".repeat(40)}`;
    const form = new FormData();
    form.set(`$ACTION_ID_${action}`, "");
    const byScripts = { method: "POST", headers: { "next-action": action }, body: "[]" };
    for (const stale of [byScripts, { method: "POST", body: form }]) {
      expect(await send(stale)).toEqual([409, "Cette page n’est plus à jour"]);
    }
    const lines = () => app.said().slice(before).split("\n").filter(Boolean);
    await expect.poll(lines).toHaveLength(references.length);
    for (const [i, line] of lines().entries()) {
      expect(line).toMatch(new RegExp(`^request ${references[i]}: (⨯ )?cannot be read: [^"]*$`));
    }
  });

  test("begins the title of a refused form with the error, where no script does it", async () => {
    const browser = new BrowserWithoutScripts(app.url);
    const inTheTab = async (answer: Response) => /<title>([^<]*)</.exec(await answer.text())?.[1];
    expect(await inTheTab(await browser.ask("/connexion"))).toMatch(/^Se connecter · /);
    for (const username of ["", "dupont-n"]) {
      expect(await inTheTab(await browser.signIn(username, "no-such-password"))).toMatch(
        /^Erreur\u202f: Se connecter · /,
      );
    }
  });

  test.each([
    ["morel-c", "Parchemin-15-Colline", "/scolarite/scolpass"],
    ["roche-j", "Calendrier-71-Nacelle", "/ressources-humaines/feuilles"],
  ])(
    "brings %s, who has to sign in again to print sheets, back to the choice of them",
    async (username, password, sheets) => {
      const browser = new BrowserWithoutScripts(app.url);
      const placeOf = (answer: Response) =>
        new URL(answer.headers.get("location") ?? "", app.url).href.slice(app.url.length);
      const form = new URLSearchParams({ id: "b6b1f9be-5b0c-4a3c-9c3a-0f0f0f0f0f0f", component: "ECO" });
      const posted = await browser.ask(`${sheets}/tirage`, {
        method: "POST",
        body: form,
        headers: { origin: app.url },
      });
      const signIn = placeOf(posted);
      expect(signIn).toMatch(/^\/connexion\?suite=/);
      const printing = placeOf(await browser.signIn(username, password, signIn));
      const back = await browser.ask(printing);
      expect([back.status, placeOf(back)]).toEqual([303, sheets]);
    },
  );

  test("keeps its port and its data folder to itself, in one plain sentence", async () => {
    const taken = await serveUntilItEnds({
      DEMO: "1",
      PORT: String(app.port),
      DATA_DIR: newFolder(),
      LANG: "fr_FR.UTF-8",
    });
    expect(taken).toEqual({
      status: 1,
      said: `Le port ${app.port} est déjà pris : choisissez-en un autre avec PORT.\n`,
    });
    const locked = await serveUntilItEnds({ DEMO: "1", PORT: String(await freePort()), DATA_DIR: dataDir, LANG: "C" });
    expect(locked.status).toBe(1);
    expect(locked.said).toBe(
      `Another copy already uses ${dataDir}: stop it, or choose another folder with DATA_DIR.\n`,
    );
  }, 60_000);

  test(
    "survives kill -9 of all of it: what was answered is still there, and nothing is in the way",
    async () => {
      const opened = await openActivation(app.url);
      expect(opened.status).toBe(201);
      const cookie = opened.headers
        .getSetCookie()
        .map((set) => set.split(";", 1)[0])
        .join("; ");
      await app.kill();
      app = await startApp({ dataDir, port: app.port });
      const step = await (await fetch(`${app.url}/api/v1/activation`, { headers: { cookie } })).json();
      expect(step).toEqual({ step: "recovery-email" });
    },
    patience,
  );

  test("stops cleanly when told to", async () => {
    expect(await app.stop()).toBe(0);
    await expect(fetch(app.url)).rejects.toThrow();
  }, 60_000);
});

/** As a sign-in does, in a database whose service has a directory without people. */
async function openSession(databaseUrl: string, token: string, displayName: string): Promise<void> {
  const { db, pool } = connectDatabase(databaseUrl);
  const now = new Date();
  await insertSession(db, {
    tokenHash: hashToken(token),
    uid: "garcia-l",
    login: "garcia-l",
    displayName,
    roles: ["staff"],
    startedAt: now,
    lastSeenAt: now,
    rolesReadAt: now,
    expiresAt: expiryOf(now),
    address: "127.0.0.1",
  });
  await pool.end();
}

test("without DEMO=1, a deployment that lost its settings, or has one that cannot be, names each one and does not start", async () => {
  const { status, said } = await serveUntilItEnds({ PORT: String(await freePort()), WEB_CONCURRENCY: "-1" });
  expect(status).toBe(1);
  for (const name of ["DATABASE_URL", "LDAP_URL", "SMTP_URL", "PUBLIC_URL", "NEXTAUTH_SECRET", "WEB_CONCURRENCY"])
    expect(said).toContain(name);
}, 60_000);

test(
  "while the database is away it says so, keeps the help open without a name on it, and serves again once it is back",
  async () => {
    const port = await freePort();
    const settings = { dataDir: join(newFolder(), "postgres"), password: "only-for-tests", port };
    let postgres = await startPostgres(settings);
    const secret = "only-for-tests-only-for-tests-only";
    const app = await startApp({ env: { DATABASE_URL: postgres.url, NEXTAUTH_SECRET: secret } });
    const staff = new BrowserWithoutScripts(app.url);
    staff.cookies.set("next-auth.session-token", await encode({ token: { session: "of Lucas" }, secret }));
    await openSession(postgres.url, "of Lucas", "Lucas Garcia");
    const help = async () => {
      const page = await staff.ask("/aide");
      return { status: page.status, isNamed: (await page.text()).includes("Lucas Garcia") };
    };
    try {
      expect(await help()).toEqual({ status: 200, isNamed: true });
      await postgres.stop();
      expect(await help()).toEqual({ status: 200, isNamed: false });
      const ready = await fetch(`${app.url}/api/health/ready`);
      expect([ready.status, await ready.json()]).toEqual([
        503,
        {
          type: "/problemes/indisponible",
          status: 503,
          title: "Une partie du service ne répond pas",
          detail: "Ce qui ne répond pas est nommé dans down. Réessayez dans une minute.",
          down: ["database"],
        },
      ]);
      const page = await fetch(`${app.url}/charte`);
      expect(page.status).toBe(503);
      expect(await page.text()).toContain("La base de données ne répond pas");
      postgres = await startPostgres(settings);
      expect((await fetch(`${app.url}/api/health/ready`)).status).toBe(200);
      expect(await help()).toEqual({ status: 200, isNamed: true });
    } finally {
      await app.stop();
      await postgres.stop();
    }
  },
  patience,
);
