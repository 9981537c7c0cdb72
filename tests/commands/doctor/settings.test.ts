import { chmodSync, copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import demoUniversity from "@/embedded/demo-university.json" with { type: "json" };
import { openldap } from "@/tests/support/servers/openldap";
import { type Surroundings, startSurroundings } from "./surroundings";

describe.skipIf(!openldap.isInstalled)("the doctor, of the settings", () => {
  let around: Surroundings;
  beforeAll(async () => {
    around = await startSurroundings();
  });
  afterAll(() => around?.close());

  test("names each one that is missing, and examines what the others allow", async () => {
    const absent = { SMTP_URL: undefined, MAIL_FROM: "", LDAP_BIND_PASSWORD: undefined };
    const { status, said, lines } = await around.doctor(absent);
    expect(status).toBe(1);
    expect(lines("✗")).toHaveLength(3);
    for (const name of Object.keys(absent)) expect(said).toContain(`${name} manque`);
    expect(said).toContain("PostgreSQL 18");
  });

  test.each([
    ["LDAP_URL", "http://nowhere.invalid", "LDAP_URL doit s’écrire ldaps://"],
    ["LDAP_URL", "ldaps://[", "LDAP_URL doit s’écrire ldaps://"],
    ["DATABASE_URL", "mysql://nowhere.invalid", "DATABASE_URL doit s’écrire postgres://"],
    ["DATABASE_URL", "postgres://a b@[", "Vérifiez DATABASE_URL"],
    ["SMTP_URL", "smtp://mail.univ.example:many", "SMTP_URL doit s’écrire smtp://"],
    ["SMTP_URL", "mail.univ.example", "SMTP_URL doit s’écrire smtp://"],
    ["PUBLIC_URL", "compte.univ.example", "PUBLIC_URL doit s’écrire https://"],
    ["PUBLIC_URL", "https://compte.univ.example/trousseau", "sans rien derrière"],
    ["PUBLIC_URL", "http://192.0.2.2", "PUBLIC_URL doit commencer par https"],
    ["LDAP_FLAVOR", "novell", "LDAP_FLAVOR doit être openldap, 389ds ou ad"],
    ["WEB_CONCURRENCY", "-1", "WEB_CONCURRENCY doit être un nombre entier de 1 à 64"],
    ["WEB_CONCURRENCY", "abc", "WEB_CONCURRENCY doit être un nombre entier de 1 à 64"],
    ["NEXTAUTH_SECRET", "Short-7391", "NEXTAUTH_SECRET doit compter au moins 32 caractères"],
    ["INTERNAL_NETWORKS", "10.1.0.0/16", "INTERNAL_NETWORKS ne se lit pas"],
    ["INTERNAL_NETWORKS", ",", "le guichet ne s’ouvrirait de nulle part"],
    ["INTERNAL_NETWORKS", "vpn=10.9.0.0/16,tous=0.0.0.0/0", "la plage 0.0.0.0/0 couvre une bonne part d’internet"],
    ["INTERNAL_NETWORKS", "tous=::/0", "la plage ::/0 couvre"],
    ["TRUSTED_PROXIES", "proxy.univ.example", "TRUSTED_PROXIES ne se lit pas"],
    ["TRUSTED_PROXIES", "0.0.0.0/0", "chacun pourrait s’y dire du réseau interne"],
    ["TRUSTED_PROXIES", "10.1.0.0/16", "une plage entière du réseau interne filaire"],
  ])("%s=%s is to be fixed", async (name, value, sentence) => {
    const { status, lines } = await around.doctor({ [name]: value });
    expect(lines("✗").join("\n")).toContain(sentence);
    expect(status).toBe(1);
  });

  test.each([
    ["NEXTAUTH_SECRET", "abcabcabcabcabcabcabcabcabcabcabcabc", "n’a pas l’air tiré au hasard"],
    ["INTERNAL_NETWORKS", "filaire=127.0.0.0/8", "INTERNAL_NETWORKS compte cette machine elle-même"],
    ["TRUSTED_PROXIES", "172.16.0.0/12", "la plage 172.16.0.0/12 est large"],
    ["MAIL_FROM", "trousseau@elsewhere.example", "n’est pas d’un domaine de l’établissement (univ.example)"],
  ])("%s=%s is to be looked at, and holds nothing back", async (name, value, sentence) => {
    const { status, lines } = await around.doctor({ [name]: value });
    expect(lines("!").join("\n")).toContain(sentence);
    expect(status).toBe(0);
  });

  test("a password that strayed into an address is not said", async () => {
    const { said } = await around.doctor({ LDAP_URL: "ldaps://trousseau:Stray-7391@nowhere.invalid" });
    expect(said).toContain("Annuaire ldaps://nowhere.invalid:636");
    expect(said).not.toContain("Stray-7391");
  });

  test("names each fault of the institution file by its path, in the reader's language", async () => {
    const file = around.institutionFile({ help: { phone: 12 }, domains: { student: "etu.univ.example", own: [] } });
    const french = await around.doctor({ INSTITUTION_FILE: file });
    expect(french.status).toBe(1);
    for (const path of ["help.phone", "help.it", "domains.own"]) {
      expect(french.said).toContain(`INSTITUTION_FILE, ${path} : `);
    }
    expect((await around.doctor({ INSTITUTION_FILE: file }, "en")).said).toContain("INSTITUTION_FILE, help.phone: ");
  });

  test("tells an institution file that is not there, is no JSON, or speaks of what is not there", async () => {
    const { folder } = around;
    const faultsOf = async (file: string) => (await around.doctor({ INSTITUTION_FILE: file })).lines("✗").join("\n");
    expect(await faultsOf(join(folder, "nowhere.json"))).toContain("ne peut pas être lu (ENOENT)");
    writeFileSync(join(folder, "half.json"), '{"name":');
    expect(await faultsOf(join(folder, "half.json"))).toContain("half.json (INSTITUTION_FILE) n’est pas du JSON");
    const elsewhere = {
      populations: { staff: { ...demoUniversity.populations.staff, charter: { fr: "personnel.md", en: "staff.md" } } },
      timeZone: "Europe/Lutece",
      charter: { fr: "charte.md", en: "nowhere.md" },
      logo: { light: "no.svg" },
    };
    const faults = await faultsOf(around.institutionFile(elsewhere));
    expect(faults).toContain("« Europe/Lutece » n’est pas un fuseau horaire");
    expect(faults).toContain("nowhere.md ne peut pas être lu");
    expect(faults).toContain("personnel.md ne peut pas être lu");
    expect(faults).toMatch(/logo.+no\.svg ne peut pas être lu/);
  });

  test("tells what the law has the institution state, and its file does not", async () => {
    const told = async (legal: object | undefined, locale: "fr" | "en" = "fr") =>
      (await around.doctor({ INSTITUTION_FILE: around.institutionFile({ legal }) }, locale)).lines("!").join("\n");
    const nothing = await told(undefined);
    expect(nothing).toContain("legal : il manque publisher, publicationDirector, host.");
    expect(nothing).toContain("legal : il manque accessibility.");
    expect(await told(undefined, "en")).toContain("legal: publisher, publicationDirector, host missing.");
    const { legal } = demoUniversity;
    const today = new Date().toISOString().slice(0, 10);
    const whole = { ...legal, accessibility: { ...legal.accessibility, declaredOn: today } };
    expect(await told(whole)).not.toContain("legal");
    const declared = await told({ ...legal, accessibility: { declaredOn: "2016-11-22" } });
    expect(declared).toContain("legal.accessibility : il manque audit.");
    expect(declared).toContain("il manque multiYearPlanUrl, yearPlanUrl, mail.");
    expect(declared).toContain(
      "établie le 22 novembre 2016. Elle est à refaire au bout de trois ans, le 22 novembre 2019,",
    );
    expect(declared).not.toContain("publisher");
  });

  test("tells a file that everybody may write, and an authority's file that is none", async () => {
    const file = around.institutionFile({});
    chmodSync(file, 0o666);
    const { status, lines } = await around.doctor({ INSTITUTION_FILE: file });
    expect(lines("✗").join("\n")).toContain(`chmod o-w ${file}`);
    expect(status).toBe(1);
    const faultsOf = async (caFile: string) => (await around.doctor({ LDAP_CA_FILE: caFile })).lines("✗").join("\n");
    expect(await faultsOf("/nowhere/authority.pem")).toContain("(LDAP_CA_FILE) ne peut pas être lu");
    expect(await faultsOf(file)).toContain("ne contient aucun certificat");
    const both = join(around.folder, "both.pem");
    copyFileSync(around.settings.LDAP_CA_FILE ?? "", both);
    writeFileSync(both, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", { flag: "a" });
    expect(await faultsOf(both)).toContain("contient une clé privée");
  });
});
