import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import demoUniversity from "@/embedded/demo-university.json" with { type: "json" };
import { type RunningApp, startApp } from "@/tests/support/app";
import { BrowserWithoutScripts } from "@/tests/support/browser-without-scripts";

/** The service as a university runs it: behind a proxy that it trusts, at an https address, with a logo. */

const patience = 300_000;
const hugo = ["hugo.bernard@etu.univ.example", "Cerisier-42-Volcan"] as const;
const desk = "/personnel/mots-de-passe-etudiants";

let app: RunningApp;
const folder = mkdtempSync(join(tmpdir(), "trousseau-university-"));
const drawing = '<svg xmlns="http://www.w3.org/2000/svg"><style>rect { fill: red }</style><rect /></svg>';
beforeAll(async () => {
  execFileSync(process.execPath, ["scripts/prepare.mjs"], { stdio: "ignore" });
  const institution = join(folder, "university.json");
  writeFileSync(join(folder, "logo.svg"), drawing);
  writeFileSync(institution, JSON.stringify({ ...demoUniversity, logo: { light: "logo.svg" } }));
  const env = {
    PUBLIC_URL: "https://compte.univ.example",
    INSTITUTION_FILE: institution,
    TRUSTED_PROXIES: "127.0.0.0/8,::1/128",
    INTERNAL_NETWORKS: "filaire=10.1.0.0/16,vpn=2001:db8:9::/48",
  };
  app = await startApp({ env });
}, patience);
afterAll(async () => {
  await app?.stop();
  rmSync(folder, { recursive: true });
});

/** Each cookie that the service ever sets, with its attributes in the order of the alphabet; a date says nothing that they do not. */
async function everyCookie(one: BrowserWithoutScripts): Promise<string[]> {
  const csrf = await one.ask("/api/auth/csrf");
  const { csrfToken } = await csrf.json();
  const [username, password] = hugo;
  const body = new URLSearchParams({ csrfToken, username, password });
  const sheet = { identifier: "camille.martin@etu.univ.example", provisionalPassword: "K7QX-M3VP-9RTD" };
  const token = "a".repeat(43);
  const answers = [
    csrf,
    await one.ask("/api/auth/callback/credentials", { method: "POST", body }),
    await one.submit("/", "Se déconnecter", {}),
    await one.signIn(...hugo),
    await one.submit("/", "language", {}),
    await one.json("POST", "/api/v1/activation", sheet),
    await one.ask(`/mail-de-secours/confirmer?jeton=${token}`),
    await one.ask(`/mot-de-passe-oublie/lien?jeton=${token}`),
    await one.ask(`/ce-n-etait-pas-moi/lien?jeton=${token}`),
    await one.ask(`/telephone/lien?jeton=${token}`),
  ];
  const lines = answers.flatMap(({ headers }) => headers.getSetCookie());
  return lines.map((line) => {
    const [pair = "", ...attributes] = line.split("; ");
    const kept = attributes.map((attribute) => attribute.toLowerCase()).filter((each) => !each.startsWith("expires="));
    return [pair.split("=", 1)[0], ...kept.sort()].join("; ");
  });
}

/** No script reads them, no other site has them sent, and each goes no further, and stays no longer, than it is of use. */
const cookies = [
  "__Host-next-auth.csrf-token; httponly; path=/; samesite=lax; secure",
  "__Secure-next-auth.callback-url; httponly; path=/; samesite=lax; secure",
  "__Secure-next-auth.session-token; httponly; path=/; samesite=lax; secure",
  "__Secure-next-auth.session-token; httponly; max-age=0; path=/; samesite=lax; secure",
  "__Secure-next-auth.session-token; httponly; max-age=28800; path=/; samesite=lax; secure",
  "trousseau_language; httponly; max-age=31536000; path=/; samesite=lax; secure",
  "trousseau_activation; httponly; path=/; samesite=lax; secure",
  "trousseau_confirmation; httponly; max-age=3600; path=/mail-de-secours; samesite=lax; secure",
  "trousseau_password_link; httponly; max-age=1800; path=/mot-de-passe-oublie; samesite=lax; secure",
  "trousseau_report; httponly; max-age=3600; path=/ce-n-etait-pas-moi; samesite=lax; secure",
  "trousseau_phone_device; httponly; max-age=900; path=/telephone; samesite=lax; secure",
  "trousseau_phone_link; httponly; max-age=900; path=/telephone; samesite=lax; secure",
];

test("each cookie travels over TLS alone", async () => {
  expect(await everyCookie(new BrowserWithoutScripts(app.url))).toEqual(cookies);
});

test.each(["", "/api/v1/network", "/accent.css", "/logo/light", "/nowhere/"])(
  "%j asks to be asked for over TLS",
  async (path) => {
    const { headers } = await fetch(`${app.url}${path}`, { redirect: "manual" });
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
  },
);

test("the logo is kept for an hour, under a policy of its own: nothing in it runs or is fetched", async () => {
  const { status, headers } = await fetch(`${app.url}/logo/light.svg`);
  expect([status, headers.get("cache-control")]).toEqual([200, "public, max-age=3600"]);
  expect(headers.get("content-security-policy")).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox");
});

test.each<[string | null, object]>([
  ["10.1.2.3", { address: "10.1.2.3", internal: true, via: "filaire" }],
  ["2001:db8:9::7", { address: "2001:db8:9::7", internal: true, via: "vpn" }],
  ["10.1.2.3, 198.51.100.7", { address: "198.51.100.7", internal: false, via: null }],
  ["198.51.100.7, 10.1.2.3", { address: "10.1.2.3", internal: true, via: "filaire" }],
  ["10.1.2.3, junk", { internal: false, via: null }],
  [null, { internal: false, via: null }],
])("the caller of the chain %j is %j", async (chain, seen) => {
  const headers = new Headers(chain === null ? {} : { "x-forwarded-for": chain });
  expect(await (await fetch(`${app.url}/api/v1/network`, { headers })).json()).toMatchObject(seen);
  const page = await fetch(app.url + desk, { headers, redirect: "manual" });
  expect(page.status).toBe("via" in seen && seen.via ? 307 : 403);
});
