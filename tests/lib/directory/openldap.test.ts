import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PersonFacts } from "@/embedded/directory/entries";
import { connectDirectory } from "@/lib/directory/connect";
import type { Directory } from "@/lib/directory/directory";
import { type DirectoryServer, settingsOf } from "@/tests/support/servers/directory-server";
import { openldap } from "@/tests/support/servers/openldap";
import { studentIn } from "@/tests/support/student-in";

const password = "Ancien-75-Sabot";

function student(uid: string): PersonFacts {
  const identifier = `${uid}@etu.univ.example`;
  const names = { givenName: "Odd", familyName: uid, mail: null };
  return { uid, identifier, ...names, affiliations: ["student"], state: "active", password };
}

const people = ["a.changer", "vieux.secret", "trop.jeune", "essais.rates"].map(student);

describe.skipIf(!openldap.isInstalled)("what OpenLDAP's own policy says", () => {
  let server: DirectoryServer;
  let directory: Directory;

  beforeAll(async () => {
    server = await openldap.start({ people });
    directory = connectDirectory(settingsOf(server), server.institution);
  });
  afterAll(async () => {
    await directory.close();
    await server.close();
  });

  const person = (uid: string) => studentIn(directory, uid);

  test("must be changed after a reset by an administrator", async () => {
    await server.demandNewPassword("a.changer");
    expect(await directory.authenticate(await person("a.changer"), password)).toEqual({
      ok: false,
      reason: "must-change",
    });
  });

  test("expired", async () => {
    await server.expirePassword("vieux.secret");
    expect(await directory.authenticate(await person("vieux.secret"), password)).toEqual({
      ok: false,
      reason: "password-expired",
    });
  });

  test("too young to be changed: nothing changed", async () => {
    await server.forbidChange("trop.jeune");
    const outcome = await directory.setPassword(await person("trop.jeune"), "Nouveau-86-Sabot");
    expect(outcome).toEqual({ ok: false, reason: "too-young" });
    expect(await server.canBind("trop.jeune", password)).toBe(true);
  });

  test("locked after failures, with the right password too", async () => {
    await server.lockOut("essais.rates");
    expect(await directory.authenticate(await person("essais.rates"), password)).toEqual({
      ok: false,
      reason: "locked",
    });
  });

  test("locked by an administrator, with the right password too", async () => {
    await server.disable("tom.rousseau");
    expect(await directory.authenticate(await person("tom.rousseau"), "Sentier-66-Brume")).toEqual({
      ok: false,
      reason: "locked",
    });
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
