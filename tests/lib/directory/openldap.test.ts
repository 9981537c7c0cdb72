import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { personEntry } from "@/embedded/directory/entries";
import { connectDirectory } from "@/lib/directory/connect";
import type { Directory } from "@/lib/directory/directory";
import { testInstitution } from "@/tests/support/directory";
import { isOpenLdapInstalled, type OpenLdap, startOpenLdap } from "@/tests/support/servers/openldap";
import { ldifEntry, policyLdif, saltedHash } from "@/tests/support/servers/openldap/demo-ldif";
import { baseDn } from "./odd-entries";

const password = "Ancien-75-Sabot";

function student(uid: string, policyAttributes: Record<string, string[]>): string {
  const identifier = `${uid}@etu.univ.example`;
  const names = { givenName: "Odd", familyName: "Entry", mail: null };
  const facts = { uid, identifier, ...names, affiliations: ["student"], state: "active" } as const;
  const { dn, attributes } = personEntry(facts, baseDn);
  return ldifEntry(dn, { ...attributes, userPassword: [saltedHash(password)], ...policyAttributes });
}

const under = (policy: string) => ({ pwdPolicySubentry: [`cn=${policy},ou=policies,${baseDn}`] });

const ldif = [
  policyLdif("ageing", baseDn, { pwdMaxAge: ["3600"] }),
  policyLdif("patient", baseDn, { pwdMinAge: ["864000"] }),
  policyLdif("renewing", baseDn, { pwdMustChange: ["TRUE"] }),
  policyLdif("strict", baseDn, { pwdMaxFailure: ["3"] }),
  student("a.changer", { ...under("renewing"), pwdReset: ["TRUE"] }),
  student("vieux.secret", { ...under("ageing"), pwdChangedTime: ["20200101000000Z"] }),
  student("trop.jeune", { ...under("patient"), pwdChangedTime: [generalizedTime(new Date())] }),
  student("essais.rates", under("strict")),
].join("\n");

function generalizedTime(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z`;
}

describe.skipIf(!isOpenLdapInstalled)("what OpenLDAP's own policy says", () => {
  let server: OpenLdap;
  let directory: Directory;

  beforeAll(async () => {
    server = await startOpenLdap({ ldif });
    const { url, bindDn, bindPassword } = server;
    directory = connectDirectory(
      { urls: [url], startTls: false, caFile: undefined, flavor: "openldap", baseDn, bindDn, bindPassword },
      testInstitution,
    );
  });
  afterAll(async () => {
    await directory.close();
    await server.close();
  });

  const person = async (uid: string) => {
    const found = await directory.findByIdentifier(`${uid}@etu.univ.example`);
    if (!found) throw new Error(`${uid} is not in the directory`);
    return found;
  };

  test("must be changed after a reset by an administrator", async () => {
    expect(await directory.authenticate(await person("a.changer"), password)).toEqual({
      ok: false,
      reason: "must-change",
    });
  });

  test("expired", async () => {
    expect(await directory.authenticate(await person("vieux.secret"), password)).toEqual({
      ok: false,
      reason: "password-expired",
    });
  });

  test("too young to be changed: nothing changed", async () => {
    const outcome = await directory.setPassword(await person("trop.jeune"), "Nouveau-86-Sabot");
    expect(outcome).toEqual({ ok: false, reason: "too-young" });
    expect(await server.canBind("trop.jeune", password)).toBe(true);
  });

  test("locked after failures, with the right password too", async () => {
    const unlucky = await person("essais.rates");
    for (let failure = 0; failure < 3; failure++) await directory.authenticate(unlucky, "Autre-22-Chose");
    expect(await directory.authenticate(unlucky, password)).toEqual({ ok: false, reason: "locked" });
  });

  test("a password from before is remembered: nothing changed", async () => {
    const hugo = await person("hugo.bernard");
    await directory.setPassword(hugo, "Girafe-91-Tisane");
    expect(await directory.setPassword(hugo, "Cerisier-42-Volcan")).toEqual({ ok: false, reason: "in-history" });
    expect(await server.canBind("hugo.bernard", "Girafe-91-Tisane")).toBe(true);
    expect(await server.canBind("hugo.bernard", "Cerisier-42-Volcan")).toBe(false);
  });

  test("the password is hashed by the server: what it keeps is no clear text", async () => {
    await directory.setPassword(await person("lea.moreau"), "Tisane-73-Girafe");
    const { userPassword = [] } = await server.entry("lea.moreau");
    expect(userPassword).toEqual([expect.stringMatching(/^\{SSHA\}/)]);
  });
});
