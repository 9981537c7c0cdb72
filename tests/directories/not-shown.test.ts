import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectDirectory } from "@/lib/directory/connect";
import type { Directory } from "@/lib/directory/directory";
import { DirectoryUnavailable, inFull } from "@/lib/errors";
import { type DirectoryServer, settingsOf } from "@/tests/support/servers/directory-server";
import { ds389 } from "@/tests/support/servers/ds389";
import { openldap } from "@/tests/support/servers/openldap";
import { studentIn } from "@/tests/support/student-in";

const hugo = { uid: "hugo.bernard", password: "Cerisier-42-Volcan" };

/** An OpenLDAP whose rights are those of the manual, without the class of people. */
async function startOpenLdapWithoutClasses(): Promise<DirectoryServer> {
  const server = await openldap.start();
  await server.stop();
  server.configure((lines) => lines.replace("attrs=entry,objectClass,uid,", "attrs=entry,uid,"));
  await server.start();
  return server;
}

/** A 389 Directory Server where one person's class is kept from the service account. */
async function startDs389WithoutOneClass(): Promise<DirectoryServer> {
  const server = await ds389.start();
  const rule = `(targetattr="objectClass")(version 3.0; acl "not theirs"; deny (all) userdn="ldap:///${server.bindDn}";)`;
  await server.change(hugo.uid, { aci: [rule] });
  return server;
}

describe.each([
  { kind: openldap, start: startOpenLdapWithoutClasses },
  { kind: ds389, start: startDs389WithoutOneClass },
])("$kind.name", ({ kind, start }) => {
  describe.skipIf(!kind.isInstalled)(
    "that finds a person, and shows their entry no more where it is asked for by name",
    () => {
      let server: DirectoryServer;
      let directory: Directory;

      beforeAll(async () => {
        server = await start();
        directory = connectDirectory(settingsOf(server), server.institution);
      });
      afterAll(async () => {
        await directory?.close();
        await server?.close();
      });

      test("has made no change, and none is told as done", async () => {
        const person = await studentIn(directory, hugo.uid);
        const before = await server.entry(hugo.uid);
        for (const change of [
          () => directory.suspend(person),
          () => directory.activate(person),
          () => directory.writeRecoveryEmail(person, "hugo@mail.example"),
          () => directory.markCharterDelay(person, { isLate: true, subState: "SupannSursis" }),
        ]) {
          const error = await change().catch((error: unknown) => error);
          expect(error).toBeInstanceOf(DirectoryUnavailable);
          expect(inFull(error)).toMatch(/uid=hugo\.bernard,.* is not shown to the service account any more$/);
        }
        expect(await server.entry(hugo.uid)).toEqual(before);
        expect(await server.canBind(hugo.uid, hugo.password)).toBe(true);
      });
    },
  );
});
