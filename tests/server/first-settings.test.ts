import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { freePort } from "@/embedded/free-port";
import { ofAService, serveUntilItEnds } from "./launch";

const folder = mkdtempSync(join(tmpdir(), "trousseau-settings-"));
const file = join(folder, "a-file");
const long = join(folder, "x".repeat(300));

beforeAll(() => {
  writeFileSync(file, "not a folder", { mode: 0o600 });
  execFileSync(process.execPath, ["scripts/prepare.mjs"], { stdio: "ignore" });
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ["PORT", "abc", "PORT doit être un nombre de 1 à 65535."],
  ["PORT", "70000", "PORT doit être un nombre de 1 à 65535."],
  ["PORT", "80.5", "PORT doit être un nombre de 1 à 65535."],
  ["HOST", "nowhere.invalid", "L’adresse nowhere.invalid n’est pas celle de cette machine (HOST)."],
  ["HOST", "192.0.2.1", "L’adresse 192.0.2.1 n’est pas celle de cette machine (HOST)."],
  ["DATA_DIR", file, `${file} n’est pas accessible en écriture.`],
  ["DATA_DIR", join(file, "below"), `${join(file, "below")} n’est pas accessible en écriture.`],
  ["DATA_DIR", long, `${long} n’est pas accessible en écriture.`],
])("%s=%s keeps it from starting, in one plain sentence of the person’s language", async (name, value, sentence) => {
  const settings = { DEMO: "1", PORT: String(await freePort()), DATA_DIR: folder, LANG: "fr_FR.UTF-8", [name]: value };
  expect(await serveUntilItEnds(settings)).toEqual({ status: 1, said: `${sentence}\n` });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

const elsewhere = (change: (url: URL) => void) => {
  const url = new URL(inject("postgresUrl"));
  change(url);
  return url.href;
};
const shut = "La base de données de DATABASE_URL ne s’ouvre pas : ";

test.each<[string, string, () => string, string]>([
  [
    "an institution file that is not there",
    "INSTITUTION_FILE",
    () => "/nope",
    "/nope ne peut pas être lu (ENOENT). Vérifiez INSTITUTION_FILE et les droits du fichier.",
  ],
  [
    "an institution file that is no JSON",
    "INSTITUTION_FILE",
    () => "/etc/passwd",
    "/etc/passwd (INSTITUTION_FILE) n’est pas du JSON.",
  ],
  [
    "an authority’s file that is not there",
    "LDAP_CA_FILE",
    () => "/nope.pem",
    "/nope.pem (LDAP_CA_FILE) ne peut pas être lu. Vérifiez le chemin, et les droits du fichier.",
  ],
  [
    "a mail server that is no address",
    "SMTP_URL",
    () => "foo",
    "SMTP_URL doit s’écrire smtp://serveur:587 ou smtps://serveur, avec compte:secret@ devant le serveur s’il en faut un.",
  ],
  [
    "a directory that is not one",
    "LDAP_URL",
    () => "http://x ldap:/",
    "LDAP_URL doit s’écrire ldaps://serveur, ou plusieurs adresses de cette forme séparées par des espaces.",
  ],
  [
    "an address with a path",
    "PUBLIC_URL",
    () => "https://compte.univ.example/trousseau",
    "PUBLIC_URL doit s’écrire https://compte.univ.example, sans rien derrière : l’adresse que les gens tapent.",
  ],
  [
    "a database that nobody listens for",
    "DATABASE_URL",
    () => "postgres://trousseau:Secret-7391@127.0.0.1:9/trousseau",
    `${shut}connect ECONNREFUSED 127.0.0.1:9.`,
  ],
  [
    "a password that the database refuses",
    "DATABASE_URL",
    () => elsewhere((url) => Object.assign(url, { username: "postgres", password: "Secret-7391" })),
    `${shut}password authentication failed for user "postgres".`,
  ],
])("%s keeps it from starting, in one plain sentence that names the setting", async (_, name, value, sentence) => {
  expect(await serveUntilItEnds({ ...(await ofAService()), [name]: value() })).toEqual({
    status: 1,
    said: `${sentence}\n`,
  });
});

test("all that is wrong with the settings is named at once, each once", async () => {
  const wrong = {
    SMTP_URL: "foo",
    MAIL_FROM: "",
    INTERNAL_NETWORKS: "10.1.0.0/16",
    TRUSTED_PROXIES: "proxy.univ.example",
    INSTITUTION_FILE: "/nope",
  };
  const { status, said } = await serveUntilItEnds({ ...(await ofAService()), ...wrong });
  expect(status).toBe(1);
  const named = said.split("\n").slice(1, -1);
  expect(named.map((line) => /[A-Z]+_[A-Z]+/.exec(line)?.[0]).sort()).toEqual(Object.keys(wrong).sort());
});
