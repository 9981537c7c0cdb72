import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectDirectory } from "@/lib/directory/connect";
import type { Directory } from "@/lib/directory/directory";
import { DirectoryUnavailable } from "@/lib/errors";
import { type DirectoryServer, settingsOf } from "@/tests/support/servers/directory-server";
import { openldap } from "@/tests/support/servers/openldap";
import { policyLdif } from "@/tests/support/servers/openldap/entries";
import { studentIn } from "@/tests/support/student-in";

describe.skipIf(!openldap.isInstalled)("an OpenLDAP", () => {
  let server: DirectoryServer;
  let directory: Directory;

  beforeAll(async () => {
    // Two policies that differ: how long somebody is locked cannot be told.
    server = await openldap.start({ ldif: policyLdif("shorter", { pwdLockoutDuration: ["60"] }) });
    directory = connectDirectory(settingsOf(server), server.institution);
  });
  afterAll(async () => {
    await directory?.close();
    await server?.close();
  });

  const student = (uid: string) => studentIn(directory, uid);

  test("several passwords of one person at once are all taken, and one of them opens", async () => {
    const hugo = await student("hugo.bernard");
    for (let round = 0; round < 12; round++) {
      const passwords = Array.from({ length: 5 }, (_, place) => `Girafe-${round}-Tisane-${place}`);
      const outcomes = await Promise.all(passwords.map((password) => directory.setPassword(hugo, password)));
      expect(outcomes).toEqual(passwords.map(() => ({ ok: true })));
      const opens = await Promise.all(passwords.map((password) => server.canBind(hugo.uid, password)));
      expect(opens.filter(Boolean)).toHaveLength(1);
    }
  });

  test("several recovery addresses at once in place of one: each call ends well, and one address stays", async () => {
    const lea = await student("lea.moreau");
    await directory.writeRecoveryEmail(lea, "lea@mail.example");
    for (let round = 0; round < 12; round++) {
      const addresses = Array.from({ length: 3 }, (_, place) => `lea-${round}-${place}@mail.example`);
      await Promise.all(addresses.map((address) => directory.writeRecoveryEmail(lea, address)));
      const { supannMailPrive = [] } = await server.entry("lea.moreau");
      expect(addresses.map((address) => `{SECOURS}${address}`)).toContain(supannMailPrive.join(" and "));
    }
  });

  test("who failed sign-ins locked is told apart from whom an administrator shut for good, where nothing says for how long", async () => {
    await server.lockOut("tom.rousseau");
    expect(await student("tom.rousseau")).toMatchObject({ state: "active", locked: { until: null } });
    await server.disable("tom.rousseau");
    expect(await student("tom.rousseau")).toMatchObject({ state: "suspended", locked: null });
  });
});

describe.skipIf(!openldap.isInstalled)("an OpenLDAP that shows one entry at a time", () => {
  test("finds whoever is alone, and guesses nobody of two", async () => {
    const twins = ["un.jumeau", "autre.jumeau"].map((uid) => ({
      uid,
      identifier: `${uid}@etu.univ.example`,
      cardNumber: "E9900001",
      givenName: "Jumeau",
      familyName: "Pareil",
      mail: null,
      affiliations: ["student"],
      state: "active" as const,
    }));
    const server = await openldap.start({ people: twins });
    await server.stop();
    server.configure((lines) => lines.replace(/^database mdb$/m, "$&\nsizelimit 1"));
    await server.start();
    const directory = connectDirectory(settingsOf(server), server.institution);
    expect(await directory.findByCardNumber("E2500104")).toMatchObject({ uid: "hugo.bernard" });
    await expect(directory.findByCardNumber("E9900001")).rejects.toThrow(DirectoryUnavailable);
    await directory.close();
    await server.close();
  });
});
