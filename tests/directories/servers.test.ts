import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PersonFacts } from "@/embedded/directory/entries";
import type { Answer } from "@/lib/directory/answer";
import { connectDirectory } from "@/lib/directory/connect";
import type { Connection } from "@/lib/directory/connection";
import { Deadline } from "@/lib/directory/deadline";
import { ldapjs } from "@/lib/directory/ldapjs";
import { openConnection } from "@/lib/directory/open-connection";
import { DirectoryUnavailable } from "@/lib/errors";
import { type DirectoryServer, settingsOf } from "@/tests/support/servers/directory-server";
import { ds389 } from "@/tests/support/servers/ds389";
import { openldap } from "@/tests/support/servers/openldap";
import { sambaAd } from "@/tests/support/servers/samba-ad";

/** Making a domain of Samba's, when nobody did before, on a busy machine. Milliseconds. */
const patience = 240_000;

const soon = () => new Deadline(5_000);
const password = "Ancien-75-Sabot";

function student(uid: string): PersonFacts {
  const identifier = `${uid}@etu.univ.example`;
  const names = { givenName: "Prénom", familyName: uid, mail: null };
  return { uid, identifier, ...names, affiliations: ["student"], state: "active", password };
}

/** 389 Directory Server refuses whoever's new password shares three letters in a row with their name or address. */
const people = ["essais.rates", "mis.dehors", "vieux.secret", "a.changer", "trop.jeune", "trop.court"].map(student);

/** What each server answers here, in full in docs/directories.md. */
const kinds = [
  {
    kind: openldap,
    locked: { status: 49, policyError: 1 },
    disabled: { status: 49, policyError: 1 },
    expired: { status: 49, policyError: 0 },
    mustChange: { status: 0, policyError: 2 },
    tooShort: { status: 19, policyError: 6 },
    tooYoung: { status: 19, policyError: 7 },
    inHistory: { status: 19, policyError: 8 },
    resetUnlocks: true,
    resetEnables: true,
  },
  {
    kind: ds389,
    locked: { status: 19, policyError: 1 },
    disabled: { status: 53, policyError: 1 },
    expired: { status: 49, policyError: 0 },
    mustChange: { status: 0, policyError: 2 },
    tooShort: { status: 19, policyError: 5 },
    tooYoung: { status: 19, policyError: 7 },
    inHistory: { status: 19, policyError: 8 },
    resetUnlocks: true,
    resetEnables: false,
  },
  {
    kind: sambaAd,
    locked: { status: 49, diagnosticMessage: expect.stringContaining("data 775,") },
    disabled: { status: 49, diagnosticMessage: expect.stringContaining("data 533,") },
    expired: { status: 49, diagnosticMessage: expect.stringContaining("data 532,") },
    mustChange: { status: 49, diagnosticMessage: expect.stringContaining("data 773,") },
    tooShort: { status: 19, diagnosticMessage: expect.stringMatching(/^0000052D: .* too short/) },
    // What an administrator sets is neither too young nor remembered.
    tooYoung: { status: 0 },
    inHistory: { status: 0 },
    resetUnlocks: false,
    resetEnables: false,
  },
];

describe.each(kinds)("$kind.name", ({ kind, resetUnlocks, resetEnables, ...answers }) => {
  describe.skipIf(!kind.isInstalled)("as the tests start it", () => {
    let server: DirectoryServer;
    let service: Connection;

    beforeAll(async () => {
      server = await kind.start({ people });
      service = await connect(server.ldapsUrl);
      expect(await service.bind(server.bindDn, server.bindPassword, soon())).toMatchObject({ status: 0 });
    }, patience);
    afterAll(async () => {
      service?.retire();
      await server?.close();
    });

    const connect = (url: string, startTls = false) =>
      openConnection(url, { startTls, ca: readFileSync(server.caFile, "utf8") }, soon());

    async function signIn(uid: string, secret: string): Promise<Answer> {
      const connection = await connect(server.ldapsUrl);
      try {
        return await connection.bind(server.dnOf(uid), secret, soon());
      } finally {
        connection.retire();
      }
    }

    function setPassword(uid: string, newPassword: string): Promise<Answer> {
      if (server.flavor !== "ad") return service.passwordModify(server.dnOf(uid), newPassword, soon());
      const values = [Buffer.from(`"${newPassword}"`, "utf16le")] as unknown as string[];
      return replace(uid, "unicodePwd", values);
    }

    function replace(uid: string, type: string, values: string[]): Promise<Answer> {
      const change = new ldapjs.Change({ operation: "replace", modification: { type, values } });
      return service.modify(server.dnOf(uid), [change], soon());
    }

    test("the service finds a student by identifier, and a member of staff by login with the groups of the desk, and who holds a card", async () => {
      const directory = connectDirectory(settingsOf(server), server.institution);
      expect(await directory.findByIdentifier("zoe.lefevre@etu.univ.example")).toMatchObject({
        uid: "zoe.lefevre",
        displayName: "Zoé Lefèvre",
        mail: "zoe.lefevre@etu.univ.example",
        affiliations: ["student", "member"],
        groups: [],
        state: "inactive",
      });
      expect(await directory.findByStaffLogin("garcia-l")).toMatchObject({ groups: ["kiosque-info"], state: "active" });
      expect(await directory.findByCardNumber("E2500110")).toMatchObject({ uid: "tom.rousseau", state: "active" });
      expect(await directory.findByStaffLogin("personne-p")).toBeNull();
      await directory.close();
    });

    test("StartTLS is as good as LDAPS", async () => {
      const connection = await connect(server.url, true);
      const answer = await connection.bind(server.dnOf("dupont-n"), "Horloge-64-Pivoine", soon());
      expect(answer).toMatchObject({ status: 0 });
      connection.retire();
    });

    test("the service sets a password that opens at once, and the one before no longer does", async () => {
      expect(await setPassword("hugo.bernard", "Été-91-Tisane")).toMatchObject({ status: 0 });
      expect(await signIn("hugo.bernard", "Été-91-Tisane")).toMatchObject({ status: 0 });
      expect(await signIn("hugo.bernard", "Cerisier-42-Volcan")).toMatchObject({ status: 49 });
      expect(await setPassword("hugo.bernard", "Cerisier-42-Volcan")).toMatchObject(answers.inHistory);
    });

    test("who was never activated, or is suspended, cannot sign in", async () => {
      expect(await signIn("camille.martin", "Ancien-75-Sabot")).toMatchObject({ status: 49 });
      expect(await signIn("yanis.petit", "Marmotte-31-Glacier")).toMatchObject(answers.disabled);
    });

    test("too short: refused, and nothing changed", async () => {
      expect(await setPassword("trop.court", "Cour-3t-a")).toMatchObject(answers.tooShort);
      expect(await signIn("trop.court", password)).toMatchObject({ status: 0 });
    });

    test("too young to be changed", async () => {
      await server.forbidChange("trop.jeune");
      expect(await setPassword("trop.jeune", "Nouveau-86-Sabot")).toMatchObject(answers.tooYoung);
    });

    test("expired, until a new one is set", async () => {
      await server.expirePassword("vieux.secret");
      expect(await signIn("vieux.secret", password)).toMatchObject(answers.expired);
      await setPassword("vieux.secret", "Nouveau-86-Sabot");
      expect(await signIn("vieux.secret", "Nouveau-86-Sabot")).toEqual({ status: 0, diagnosticMessage: "" });
    });

    test("to be changed first", async () => {
      await server.demandNewPassword("a.changer");
      expect(await signIn("a.changer", password)).toMatchObject(answers.mustChange);
    });

    test("locked by failures, and whether a new password unlocks", async () => {
      await server.lockOut("essais.rates");
      expect(await signIn("essais.rates", password)).toMatchObject(answers.locked);
      expect(await setPassword("essais.rates", "Nouveau-86-Sabot")).toMatchObject({ status: 0 });
      expect((await signIn("essais.rates", "Nouveau-86-Sabot")).status === 0).toBe(resetUnlocks);
      if (!resetUnlocks) expect(await replace("essais.rates", "lockoutTime", ["0"])).toMatchObject({ status: 0 });
      expect(await signIn("essais.rates", "Nouveau-86-Sabot")).toMatchObject({ status: 0 });
    });

    test("disabled by an administrator, and whether a new password enables", async () => {
      await server.disable("mis.dehors");
      expect(await signIn("mis.dehors", password)).toMatchObject(answers.disabled);
      await setPassword("mis.dehors", "Nouveau-86-Sabot");
      expect((await signIn("mis.dehors", "Nouveau-86-Sabot")).status === 0).toBe(resetEnables);
    });

    test("the service may do nothing else", async () => {
      expect(await replace("lea.moreau", "displayName", ["Autre"])).toMatchObject({ status: 50 });
      expect(await replace("lea.moreau", "description", ["Autre"])).toMatchObject({ status: 50 });
      const options = { scope: "base" as const, attributes: ["userPassword", "unicodePwd"] };
      const [lea] = await service.search(server.dnOf("lea.moreau"), options, soon());
      expect([lea?.values("userPassword"), lea?.values("unicodePwd")]).toEqual([[], []]);
    });

    test("it hangs and goes on, ends and comes back with what it knew", async () => {
      server.hang();
      await expect(service.search(server.baseDn, { scope: "base" }, new Deadline(300))).rejects.toThrow(
        DirectoryUnavailable,
      );
      server.goOn();
      expect(await server.canBind("lea.moreau", "Tilleul-58-Comete")).toBe(true);
      await setPasswordAnew("tom.rousseau", "Pivot-53-Cadran");
      await server.stop();
      await expect(connect(server.ldapsUrl)).rejects.toThrow(DirectoryUnavailable);
      await server.start();
      expect(await server.canBind("tom.rousseau", "Pivot-53-Cadran")).toBe(true);
    });

    /** Over a connection of its own: the one from before may have been given up. */
    async function setPasswordAnew(uid: string, newPassword: string): Promise<void> {
      service = await connect(server.ldapsUrl);
      await service.bind(server.bindDn, server.bindPassword, soon());
      expect(await setPassword(uid, newPassword)).toMatchObject({ status: 0 });
    }
  });
});
