import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PersonFacts } from "@/embedded/directory/entries";
import { connectDirectory } from "@/lib/directory/connect";
import { inFull } from "@/lib/errors";
import type { RunningApp } from "@/tests/support/app";
import { alertOf, BrowserWithoutScripts } from "@/tests/support/browser-without-scripts";
import { baseDn, type DirectoryServer, settingsOf } from "@/tests/support/servers/directory-server";
import { ldifEntry } from "@/tests/support/servers/ldif";
import { openldap } from "@/tests/support/servers/openldap";
import { startServiceOn } from "@/tests/support/service-on";

/** Building the service, when nobody did before. Milliseconds. */
const patience = 240_000;

/** By its name, the addresses that stand in it. */
const referrals = {
  ailleurs: ["ldap://b.univ.example/dc=b"],
  partout: ["ldap://b.univ.example/dc=b", "ldap://c.univ.example/ou=un-nom-bien-plus-long-que-le-premier,dc=c"],
};
const elsewhere = (name: string) => `ou=${name},${baseDn}`;

const twice = "alix.double@etu.univ.example";
const claimants: PersonFacts[] = ["double-a", "double-b"].map((uid) => ({
  uid,
  identifier: twice,
  givenName: "Alix",
  familyName: "Double",
  mail: null,
  affiliations: ["student"],
  state: "active",
  password: "Ancien-75-Sabot",
}));

describe.skipIf(!openldap.isInstalled)("what an OpenLDAP says that nobody can act upon", () => {
  let server: DirectoryServer;
  let app: RunningApp;

  beforeAll(async () => {
    const objects = Object.entries(referrals).map(([name, ref]) =>
      ldifEntry(elsewhere(name), { objectClass: ["referral", "extensibleObject"], ou: [name], ref }),
    );
    server = await openldap.start({ people: claimants, ldif: objects.join("\n") });
    app = await startServiceOn(server);
  }, patience);
  afterAll(async () => {
    await app?.stop();
    await server?.close();
  });

  test.each(Object.entries(referrals))(
    "a referral, %s: each address that it gives is told",
    async (name, addresses) => {
      const directory = connectDirectory(settingsOf(server, { baseDn: elsewhere(name) }), server.institution);
      const told = inFull(await directory.ping().catch((error: unknown) => error));
      expect(told).toMatch(/^the directory is unavailable: unexpected LDAP result 10: /);
      for (const address of addresses) expect(told).toContain(address);
      await directory.close();
    },
  );

  test("two entries for one identifier: a page says that the directory does not answer, and the log why, by the number of the request", async () => {
    const answer = await new BrowserWithoutScripts(app.url).signIn(twice, "Ancien-75-Sabot");
    expect(answer.status).toBe(503);
    expect(alertOf(await answer.text())).toContain("annuaire");
    const request = `request ${answer.headers.get("x-request-id")}: `;
    const lines = app.said().split("\n");
    expect(lines.filter((line) => line.startsWith(request))).toEqual([
      expect.stringMatching(
        /the directory is unavailable: uid=double-.,.* and uid=double-.,.* have the same eduPersonPri/,
      ),
    ]);
  });
});
