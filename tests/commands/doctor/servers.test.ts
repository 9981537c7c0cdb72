import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { baseDn, type DirectoryServerKind, type StartOptions } from "@/tests/support/servers/directory-server";
import { ds389 } from "@/tests/support/servers/ds389";
import { ldifEntry, saltedHash } from "@/tests/support/servers/ldif";
import { openldap } from "@/tests/support/servers/openldap";
import { sambaAd } from "@/tests/support/servers/samba-ad";
import { type Surroundings, startSurroundings } from "./surroundings";

function onServer(kind: DirectoryServerKind, options: StartOptions, tell: (around: () => Surroundings) => void): void {
  describe.skipIf(!kind.isInstalled)(`the doctor on ${kind.name}`, () => {
    let around: Surroundings;
    beforeAll(async () => {
      around = await startSurroundings(kind, options);
    }, 180_000);
    afterAll(() => around?.close());

    test("finds nothing to fix when all is well", async () => {
      const { status, lines } = await around.doctor();
      expect(lines("✗")).toEqual([]);
      expect(status).toBe(0);
    });
    tell(() => around);
  });
}

const asks = expect.stringContaining("Le droit d’écrire userPassword");
const tellsTime = expect.stringContaining("ne dit pas l’heure");

onServer(openldap, {}, (around) => {
  test("says that rights and time cannot be asked of it", async () => {
    const { lines } = await around().doctor();
    expect(lines("–")).toEqual(expect.arrayContaining([asks, tellsTime]));
  });
});

const password = "Account-for-tests-7391";
const reader = { LDAP_BIND_DN: `cn=reader,ou=services,${baseDn}`, LDAP_BIND_PASSWORD: password };
const master = { LDAP_BIND_DN: `cn=master,ou=services,${baseDn}`, LDAP_BIND_PASSWORD: password };

const accounts = [reader, master].map(({ LDAP_BIND_DN }) =>
  ldifEntry(LDAP_BIND_DN, {
    objectClass: ["applicationProcess", "simpleSecurityObject"],
    cn: [/^cn=([^,]+)/.exec(LDAP_BIND_DN)?.[1] ?? ""],
    userPassword: [saltedHash(password)],
  }),
);
const rights = `dn: ${baseDn}
changetype: modify
add: aci
aci: (targetattr != "userPassword")(version 3.0; acl "reader"; allow (read, search, compare) userdn = "ldap:///${reader.LDAP_BIND_DN}";)
aci: (targetattr = "*")(version 3.0; acl "master"; allow (all) userdn = "ldap:///${master.LDAP_BIND_DN}";)
`;

onServer(ds389, { ldif: [...accounts, rights].join("\n") }, (around) => {
  test("believes what it says of an account's rights, and of its time", async () => {
    const { said } = await around().doctor();
    expect(said).toMatch(/peut écrire userPassword, .*nsAccountLock/);
    expect(said).toMatch(/L’horloge de \S+ est à l’heure/);
    const { status, lines } = await around().doctor(reader);
    expect(lines("✗").join("\n")).toMatch(/cn=reader\S+ ne peut pas écrire userPassword, supannRessourceEtat/);
    expect(status).toBe(1);
  });

  test("tells an account that sees password hashes", async () => {
    const { status, lines } = await around().doctor(master);
    expect(lines("✗").join("\n")).toContain("voit les empreintes des mots de passe");
    expect(status).toBe(1);
  });
});

onServer(sambaAd, {}, (around) => {
  test("says which right cannot be asked of it, and believes what it says of the others, and of its time", async () => {
    const { said, lines } = await around().doctor();
    expect(lines("–").join("\n")).toContain("Le droit « Réinitialiser le mot de passe »");
    expect(said).toMatch(/peut écrire extensionAttribute2, .*lockoutTime/);
    expect(said).toMatch(/L’horloge de \S+ est à l’heure/);
  });

  test("tells an administrator of the domain", async () => {
    const administrator = {
      LDAP_BIND_DN: `CN=Administrator,CN=Users,${baseDn}`,
      LDAP_BIND_PASSWORD: "Administrator-4-the-tests",
    };
    const { status, lines } = await around().doctor(administrator);
    expect(lines("✗").join("\n")).toContain("administrateur du domaine (adminCount)");
    expect(status).toBe(1);
  });
});
