import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApi } from "@/app/api/openapi.json/document";
import { messages } from "@/messages/catalogue";
import { type RunningApp, startApp } from "@/tests/support/app";
import { alertOf, BrowserWithoutScripts, titleOf } from "@/tests/support/browser-without-scripts";

const patience = 300_000;
const garcia = ["garcia-l", "Lanterne-29-Falaise"] as const;
const hugo = ["hugo.bernard@etu.univ.example", "Cerisier-42-Volcan"] as const;
/** She accepted an older charter. */
const lea = ["lea.moreau@etu.univ.example", "Tilleul-58-Comete"] as const;
const leroy = ["leroy-d", "Archive-38-Rosier"] as const;
const outside = { "x-forwarded-for": "127.0.0.1" };
const desk = "/personnel/mots-de-passe-etudiants";
const someId = "00000000-0000-4000-8000-000000000000";

/** Where there is something for somebody alone. Two routes that a form posts to are not there: asked for, they lead to it. */
const locked = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) =>
    /^(personnel|scolarite|ressources-humaines|administration|mon-compte|charte\/acceptation)\//.test(file),
  )
  .filter((file) => /\/(page\.tsx|route\.ts)$/.test(file) && !/\/(fichier|tirage)\/route\.ts$/.test(file))
  .map((file) => `/${dirname(file)}`.replace(/\[\w+\]/, someId));

let app: RunningApp;
beforeAll(async () => {
  execFileSync(process.execPath, ["scripts/prepare.mjs"], { stdio: "ignore" });
  app = await startApp();
}, patience);
afterAll(() => app?.stop());

const browser = (headers = {}) => new BrowserWithoutScripts(app.url, headers);
const problemOf = async (response: Response) => {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = await response.json();
  expect(problem).toMatchObject({ status: response.status, title: expect.any(String), detail: expect.any(String) });
  return `${response.status} ${problem.type.replace("/problemes/", "")}`;
};

describe("the sign-in page, without scripts and with an empty jar", () => {
  test("signs in staff and students, and goes on to where each belongs", async () => {
    expect((await browser().signIn(...garcia)).headers.get("location")).toBe(desk);
    expect((await browser().signIn(...hugo)).headers.get("location")).toBe("/mon-compte");
    expect((await browser().signIn(...hugo, "/connexion?suite=/charte")).headers.get("location")).toBe("/charte");
    const asked = await browser().signIn(...lea, "/connexion?suite=/charte");
    expect(asked.headers.get("location")).toBe("/charte/acceptation?suite=%2Fcharte");
  });

  test("sets a cookie that scripts and other sites cannot use, and that a browser sends back without TLS too", async () => {
    const [cookie] = (await browser().signIn(...lea)).headers.getSetCookie();
    expect(cookie).toMatch(/^next-auth\.session-token=/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=lax/i);
    expect(cookie).not.toMatch(/;\s*Secure/i);
  });

  test.each(["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"])(
    "never goes on to %s",
    async (next) => {
      const response = await browser().signIn(...hugo, `/connexion?suite=${encodeURIComponent(next)}`);
      expect(response.headers.get("location")).toBe("/mon-compte");
    },
  );

  test("says the same of a wrong password and of an unknown login, and gives back the login alone", async () => {
    const wrong = await (await browser().signIn("hugo.bernard@etu.univ.example", "wrong-password")).text();
    const unknown = await (await browser().signIn("nobody-n", "wrong-password")).text();
    expect(alertOf(wrong)).toMatch(/ne vont pas ensemble/);
    expect(alertOf(unknown)).toBe(alertOf(wrong));
    expect(wrong).toContain('value="hugo.bernard@etu.univ.example"');
    expect(wrong).not.toContain("wrong-password");
  });

  test.each([
    ["nothing", "", ""],
    ["a NUL", "garcia-l\0", "x"],
    ["a filter", "*)(uid=*", "x"],
    ["a trailing backslash", "garcia-l\\", "x"],
    ["a very long login", "a".repeat(50_000), "x"],
    ["an emoji", "🙂", "🙂"],
  ])("answers %s with an alert", async (_, username, password) => {
    const response = await browser().signIn(username, password);
    expect(response.status).toBe(200);
    expect(alertOf(await response.text())).not.toBeNull();
  });

  test("says when to try again after five failures", async () => {
    let response = await browser().signIn("morel-c", "wrong");
    for (let tries = 1; tries < 6; tries += 1) response = await browser().signIn("morel-c", "wrong");
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(50);
    expect(alertOf(await response.text())).toMatch(/Trop d’essais Reprenez à \d+ h \d\d\./);
  });
});

describe("next-auth's own routes", () => {
  async function callback(
    one: BrowserWithoutScripts,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ) {
    const { csrfToken } = await (await one.ask("/api/auth/csrf")).json();
    const body = new URLSearchParams({ csrfToken, ...fields });
    return one.ask("/api/auth/callback/credentials", { method: "POST", body, headers });
  }
  const session = async (one: BrowserWithoutScripts) => (await one.ask("/api/auth/session")).json();
  const right = { username: garcia[0], password: garcia[1] };

  test("sign in and out; the cookie of before opens nothing any more", async () => {
    const one = browser();
    expect(await session(one)).toEqual({});
    expect((await callback(one, right)).status).toBe(302);
    expect(await session(one)).toMatchObject({
      user: { name: "Lucas Garcia", login: "garcia-l", roles: ["staff", "kiosk"] },
    });

    const former = browser();
    for (const [name, value] of one.cookies) former.cookies.set(name, value);
    const { csrfToken } = await (await one.ask("/api/auth/csrf")).json();
    await one.ask("/api/auth/signout", { method: "POST", body: new URLSearchParams({ csrfToken }) });
    expect(await session(one)).toEqual({});
    expect(await session(former)).not.toHaveProperty("user");
    expect((await former.ask("/mon-compte")).headers.get("location")).toBe("/connexion?suite=%2Fmon-compte");
  });

  test("refuse a wrong password, a missing CSRF token, and another site's page", async () => {
    const wrong = await callback(browser(), { ...right, password: "wrong", json: "true" });
    expect(wrong.status).toBe(401);
    const one = browser();
    await one.ask("/api/auth/callback/credentials", { method: "POST", body: new URLSearchParams(right) });
    expect(await session(one)).not.toHaveProperty("user");
    expect(await problemOf(await callback(browser(), right, { origin: "https://evil.example" }))).toBe(
      "403 origine-refusee",
    );
    expect(await problemOf(await browser().json("POST", "/api/auth/callback/credentials", right))).toBe(
      "415 type-de-formulaire",
    );
  });

  test("never lead to another site", async () => {
    const answer = await callback(browser(), { ...right, callbackUrl: "https://evil.example/", json: "true" });
    expect((await answer.json()).url).toBe(app.url);
    expect(await problemOf(await browser().ask("/api/auth/csrf?callbackUrl=javascript:1"))).toBe(
      "400 requete-illisible",
    );
  });

  test("are not there when nothing needs them", async () => {
    expect(await problemOf(await browser().ask("/api/auth/callback/credentials"))).toBe("404 introuvable");
    expect(await problemOf(await browser().ask("/api/auth/_log", { method: "POST" }))).toBe("404 introuvable");
  });
});

describe("a request from another site's page", () => {
  test.each<[Record<string, string>, boolean]>([
    [{}, true],
    [{ "sec-fetch-site": "same-origin" }, true],
    [{ "sec-fetch-site": "none" }, true],
    [{ "sec-fetch-site": "cross-site" }, false],
    [{ "sec-fetch-site": "same-site" }, false],
    [{ origin: "null" }, false],
    [{ origin: "https://evil.example" }, false],
    [{ origin: "http://localhost" }, false],
  ])("is known by %j", async (headers, isOwn) => {
    const api = await problemOf(await browser().json("POST", "/api/v1/activation", {}, headers));
    expect(api).toBe(isOwn ? "422 champs-refuses" : "403 origine-refusee");
    const form = new FormData();
    form.set("username", "x");
    const page = await browser().ask("/connexion", { method: "POST", body: form, headers });
    expect(page.status === 403).toBe(!isOwn);
    if (!isOwn) expect(titleOf(await page.text())).toBe("Cette demande vient d’une autre page");
  });

  test("is not one of ours on another loopback name of our port", async () => {
    const origin = app.url.replace("localhost", "127.0.0.1");
    expect(await problemOf(await browser().json("POST", "/api/v1/activation", {}, { origin }))).toBe(
      "422 champs-refuses",
    );
    const page = await browser().submit(
      "/connexion",
      "username",
      { username: garcia[0], password: garcia[1] },
      { origin },
    );
    expect(page.status).toBe(303);
  });
});

describe("every call of the API that changes something", () => {
  const calls = Object.entries(openApi("").paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== "get")
      .map((method): [string, string] => [method.toUpperCase(), path.replace("{id}", someId)]),
  );

  test.each(calls)("%s %s wants JSON, whole and short", async (method, path) => {
    const one = browser();
    expect(await problemOf(await one.ask(path, { method, body: "{}" }))).toBe("415 type-de-contenu");
    expect(await problemOf(await one.json(method, path, "["))).toBe("400 requete-illisible");
    expect(await problemOf(await one.json(method, path, "[]"))).toBe("400 requete-illisible");
    expect(await problemOf(await one.json(method, path, '"text"'))).toBe("400 requete-illisible");
    expect(await problemOf(await one.json(method, path, `{"a":"${"a".repeat(20_000)}"}`))).toBe(
      "413 requete-trop-longue",
    );
    expect(await problemOf(await one.json(method, path, `{"a":"${"a".repeat(1_000_000)}"}`))).toBe(
      "413 requete-trop-longue",
    );
  });

  test.each(calls)("%s %s answers whatever is sent in its fields", async (method, path) => {
    for (const value of [null, 12, true, [], {}, [["a"]], "a\0b", "\ud800", "*)(uid=*", "a\\", "e\u0301", "🙂"]) {
      const names = [
        "identifier",
        "provisionalPassword",
        "email",
        "code",
        "version",
        "accepted",
        "newPassword",
        "newPasswordConfirmation",
        "cardNumber",
        "cardChecked",
      ];
      const body = Object.fromEntries(names.map((name) => [name, value]));
      expect((await browser().json(method, path, body)).status).toBeOneOf([400, 401, 422]);
    }
  });

  test.each(calls)("%s %s has no other method, and names those that it has", async (method, path) => {
    const refused = await browser().json("PATCH", path, {});
    const allow = refused.headers.get("allow");
    expect(await problemOf(refused)).toBe("405 methode-refusee");
    expect(allow).toContain(method);
    expect((await browser().ask(path, { method: "OPTIONS" })).headers.get("allow")).toBe(`${allow}, OPTIONS`);
  });

  test("says from when a message may go to the recovery e-mail, where too many did", async () => {
    const caller = browser();
    await caller.json("POST", "/api/v1/activation", {
      identifier: "camille.martin@etu.univ.example",
      provisionalPassword: "K7QX-M3VP-9RTD",
    });
    const give = async () => {
      const body = { email: "camille.martin@laposte.example" };
      return (await caller.json("PUT", "/api/v1/activation/recovery-email", body)).json();
    };
    for (let time = 0; time < 3; time++) expect(await give()).toEqual({ step: "charter" });
    const told = await give();
    expect(told).toEqual({ step: "charter", sendableAt: expect.any(String) });
    expect(Date.parse(told.sendableAt)).toBeGreaterThan(Date.now());
  });

  test("says which step is due of whatever is sent out of turn, in words too", async () => {
    const caller = browser();
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
});

describe("from outside the internal network", () => {
  test.each([desk, "/personnel", "/%70ersonnel/mots-de-passe-etudiants", "/administration/journal"])(
    "%s is a page that says how to connect, and 403",
    async (path) => {
      for (const one of [browser(outside), await signedIn(outside)]) {
        const headers = { origin: app.url };
        const [action = ""] = [...(await one.form("/charte", "language")).keys()];
        const posted = { method: "POST", body: new FormData(), headers };
        // As scripts send what they have for an action.
        const sent = {
          method: "POST",
          body: "[]",
          headers: { ...headers, "next-action": action.replace(/^.ACTION_ID_/, "") },
        };
        for (const init of [{}, posted, sent]) {
          const response = await one.ask(path, init);
          expect(response.status).toBe(403);
          const page = await response.text();
          expect(titleOf(page)).toBe("Cette porte ne s’ouvre que de l’intérieur");
          expect(page).toMatch(/role="alert"/);
          expect(page).toMatch(/VPN/);
        }
      }
    },
  );

  test("the calls of the desk, and the figures, are refused", async () => {
    const one = await signedIn(outside);
    expect(await problemOf(await one.json("POST", "/api/v1/desk-resets", {}))).toBe("403 hors-reseau-interne");
    expect(await problemOf(await one.json("POST", "/api/v1/%64esk-resets", {}))).toBe("403 hors-reseau-interne");
    const password = `/api/v1/desk-resets/${someId}/password`;
    expect(await problemOf(await one.json("PUT", password, {}))).toBe("403 hors-reseau-interne");
    expect(await problemOf(await one.ask("/api/metrics"))).toBe("403 hors-reseau-interne");
  });

  test("the rest is open", async () => {
    for (const path of ["/", "/connexion", "/charte", "/aide", "/premiere-connexion/etudiant"]) {
      expect((await browser(outside).ask(path)).status).toBe(200);
    }
  });

  test.each(["x-forwarded-for", "forwarded", "x-real-ip", "x-forwarded-host"])(
    "is where %s puts whoever sends it",
    async (name) => {
      const seen = await (await browser({ [name]: "127.0.0.1" }).ask("/api/v1/network")).json();
      expect(seen).toMatchObject({ internal: false, via: null });
    },
  );

  test("no header of ours can be forged", async () => {
    const forged = {
      ...outside,
      "x-trousseau-caller": "eyJpc0ludGVybmFsIjp0cnVlfQ.x",
      "x-middleware-subrequest": "middleware",
    };
    expect((await browser(forged).ask(desk)).status).toBe(403);
  });
});

describe("without the role", () => {
  test("a page leads to one that says so, and a call answers so", async () => {
    const kiosk = await signedIn();
    expect((await kiosk.ask("/administration/journal")).headers.get("location")).toBe("/refus/role");
    const page = await kiosk.ask("/refus/role");
    expect(page.status).toBe(403);
    expect(titleOf(await page.text())).toBe("Cette porte n’est pas la vôtre");

    const student = browser();
    await student.signIn(...lea);
    expect((await student.ask(desk)).headers.get("location")).toBe("/refus/role");
    expect(await problemOf(await student.json("POST", "/api/v1/desk-resets", {}))).toBe("403 role-insuffisant");
  });

  test("each page, and each file, asks who is there before it looks for anything", async () => {
    const kiosk = await signedIn();
    const officer = browser();
    await officer.signIn(...leroy);
    const ofOthers: [BrowserWithoutScripts, string][] = locked
      .filter((path) => !["/mon-compte", "/mon-compte/donnees.json", desk].includes(path))
      .map((path) => [kiosk, path]);
    // The data protection officer reads what the charter became, and writes none.
    ofOthers.push([officer, `/administration/chartes/brouillons/${someId}`]);
    const led = ofOthers.map(async ([one, path]) => [path, (await one.ask(path)).headers.get("location")]);
    expect(await Promise.all(led)).toEqual(ofOthers.map(([, path]) => [path, "/refus/role"]));
  });

  test("nor a session, a page leads to the sign-in page, and a call answers 401", async () => {
    expect((await browser().ask(desk)).headers.get("location")).toBe(`/connexion?suite=${encodeURIComponent(desk)}`);
    expect(await problemOf(await browser().json("POST", "/api/v1/desk-resets", {}))).toBe("401 non-connecte");
  });
});

describe("every answer", () => {
  test.each(["/", "/connexion", "/charte", "/aide", "/premiere-connexion/etudiant", "/rien", "/refus/role"])(
    "%s lets nothing inline run, and has a nonce of its own",
    async (path) => {
      const policies = new Set<string>();
      for (const response of [await browser().ask(path), await browser().ask(path)]) {
        const policy = response.headers.get("content-security-policy") ?? "";
        policies.add(policy);
        const nonce = /'nonce-([\w+/=]{24})'/.exec(policy)?.[1];
        expect(policy.split("; ")).toEqual([
          "default-src 'none'",
          `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
          "style-src 'self'",
          "img-src 'self' data:",
          "font-src 'self'",
          "connect-src 'self'",
          "manifest-src 'self'",
          "form-action 'self'",
          "base-uri 'none'",
          "frame-ancestors 'none'",
        ]);
        const page = await response.text();
        for (const [tag] of page.matchAll(/<script[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
        expect(page).not.toMatch(/<[^>]+\sstyle="/);
        expect(page).not.toMatch(/<style/);
      }
      expect(policies.size).toBe(2);
    },
  );

  test("makes no picture smaller for anybody", async () => {
    expect((await browser().ask("/_next/image?url=%2Ficon.svg&w=640&q=75")).status).toBe(404);
  });

  test.each(["application/json; charset=latin1", "application/json; charset=utf-16", "text/plain"])(
    "reads no call that comes as %s",
    async (type) => {
      const sent = browser().json("POST", "/api/v1/activation", {}, { "content-type": type });
      expect(await problemOf(await sent)).toBe("415 type-de-contenu");
    },
  );

  test("reads JSON that says it is UTF-8, however it is written", async () => {
    const headers = { "content-type": 'Application/JSON; charset="UTF-8"' };
    expect((await browser().json("POST", "/api/v1/activation", {}, headers)).status).toBe(422);
  });

  test("tells browsers to guess nothing, to keep nothing, and to have nothing in common with another site", async () => {
    // The last one never reaches Next: the front server has a page of its own.
    for (const path of ["/", "/api/openapi.json", "/api/v1/network", "/api/auth/session", "/%E0%A4%A"]) {
      const { headers } = await browser().ask(path);
      expect(Object.fromEntries(headers)).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": expect.stringContaining("no-store"),
      });
      expect(headers.get("x-powered-by")).toBeNull();
      // Where the address is http, there is nothing else to ask for.
      expect(headers.get("strict-transport-security")).toBeNull();
      const policy = headers.get("content-security-policy");
      if (path.startsWith("/api/")) expect(policy).toBe("default-src 'none'; frame-ancestors 'none'");
      if (path.startsWith("/%"))
        expect(policy).toMatch(
          /^default-src 'none'; style-src 'nonce-[\w+/=]{24}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
        );
    }
  });

  test("of the API where there is nothing is a problem", async () => {
    expect(await problemOf(await browser().ask("/api"))).toBe("404 introuvable");
    expect(await problemOf(await browser().ask("/api/rien"))).toBe("404 introuvable");
    expect(await problemOf(await browser().json("POST", "/api/v1/rien", {}))).toBe("404 introuvable");
  });
});

test("every type of problem leads to a page that explains it, in both languages", async () => {
  for (const [slug, { title }] of Object.entries(messages.fr.problems.types)) {
    const page = await browser().ask(`/problemes/${slug}`);
    expect(page.status).toBe(200);
    expect(titleOf(await page.text())?.replaceAll(/\s/g, " ")).toBe(title.replaceAll(/\s/g, " "));
  }
  const english = await browser({ "accept-language": "en" }).ask("/problemes/trop-d-essais");
  expect(titleOf(await english.text())).toBe("Too many tries");
  expect((await browser().ask("/problemes/rien")).status).toBe(404);
});

async function signedIn(headers = {}): Promise<BrowserWithoutScripts> {
  const one = browser(headers);
  expect((await one.signIn(...garcia)).status).toBe(303);
  return one;
}
