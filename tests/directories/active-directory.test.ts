import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectDirectory } from "@/lib/directory/connect";
import { Deadline } from "@/lib/directory/deadline";
import type { Directory, DirectoryPerson } from "@/lib/directory/directory";
import { openConnection } from "@/lib/directory/open-connection";
import { baseDn, type DirectoryServer, settingsOf } from "@/tests/support/servers/directory-server";
import type { Values } from "@/tests/support/servers/ldif";
import { sambaAd } from "@/tests/support/servers/samba-ad";

/** A domain is made, when nobody did before. Milliseconds. */
const patience = 240_000;

/** What an administrator says of an account, and the code by which its right password is then refused. */
const closed: { what: string; uid: string; password: string; change: Values; code: string }[] = [
  {
    what: "outside its hours",
    uid: "hugo.bernard",
    password: "Cerisier-42-Volcan",
    change: { logonHours: [Buffer.alloc(21)] },
    code: "530",
  },
  {
    what: "away from its workstations",
    uid: "lea.moreau",
    password: "Tilleul-58-Comete",
    change: { userWorkstations: ["AILLEURS"] },
    code: "531",
  },
  {
    what: "after its end",
    uid: "tom.rousseau",
    password: "Sentier-66-Brume",
    change: { accountExpires: ["132223104000000000"] },
    code: "701",
  },
];

describe.skipIf(!sambaAd.isInstalled)("an Active Directory", () => {
  let server: DirectoryServer;
  let directory: Directory;

  beforeAll(async () => {
    server = await sambaAd.start();
    directory = connectDirectory(settingsOf(server, { peopleDn: `ou=people,${baseDn}` }), server.institution);
  }, patience);
  afterAll(async () => {
    await directory?.close();
    await server?.close();
  });

  async function codeOf(uid: string, password: string): Promise<string | undefined> {
    const tls = { startTls: false, ca: readFileSync(server.caFile, "utf8") };
    const connection = await openConnection(server.ldapsUrl, tls, new Deadline(5_000));
    const { diagnosticMessage } = await connection.bind(server.dnOf(uid), password, new Deadline(5_000));
    connection.retire();
    return /, data ([0-9a-f]+),/.exec(diagnosticMessage)?.[1];
  }

  test.each(closed)(
    "an account is closed $what, which its right password alone tells",
    async ({ uid, password, change, code }) => {
      const person = (await directory.findByIdentifier(`${uid}@etu.univ.example`)) as DirectoryPerson;
      expect(await directory.authenticate(person, password)).toEqual({ ok: true });
      await server.change(uid, change);
      expect(await codeOf(uid, password)).toBe(code);
      expect(await directory.authenticate(person, password)).toEqual({ ok: false, reason: "locked" });
      expect(await directory.authenticate(person, "Faux-73-Sabot")).toEqual({ ok: false, reason: "wrong-password" });
    },
  );

  test("a new account is a normal one, disabled, which may not do without a password; its short name has 20 characters at most", async () => {
    const identifier = "marie-charlotte.de-la-tour@etu.univ.example";
    const facts = { identifier, givenName: "Marie-Charlotte", familyName: "de la Tour", mail: identifier };
    const made = await directory.createEntry(facts);
    expect(made).toMatchObject({ ok: true, person: { uid: "marie-charlotte.de-l" } });
    const { userAccountControl, sAMAccountName } = await server.entry("marie-charlotte.de-la-tour");
    expect({ userAccountControl, sAMAccountName }).toEqual({
      userAccountControl: ["514"],
      sAMAccountName: ["marie-charlotte.de-l"],
    });
  });
});
