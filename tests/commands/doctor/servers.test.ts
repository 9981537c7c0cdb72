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

/** What the institution file says of the directory's lock: on each server, it comes after 10 failures, each counted for 15 minutes. */
const lockoutOf = (around: Surroundings, failures: number, minutes: number) => ({
  INSTITUTION_FILE: around.institutionFile({ directoryLockout: { failures, minutes } }),
});
const createUnder = (container: string) => ({
  LDAP_PROVISIONING: "create",
  LDAP_PEOPLE_DN: `${container},${baseDn}`,
});
const mayAdd = /peut créer des entrées sous ou=people/;
const mayNotAdd = /ne peut pas créer d’entrée sous ou=/;

function comparesLockout(around: () => Surroundings, account = {}): void {
  test("compares what the institution file says of the lock with the directory's own policy", async () => {
    const said = async (failures: number, minutes: number) =>
      (await around().doctor({ ...account, ...lockoutOf(around(), failures, minutes) })).said;
    expect(await said(10, 15)).toMatch(
      /✓ bon +\S+ verrouille un compte après 10 échecs, et directoryLockout reste en dessous/,
    );
    expect(await said(12, 15)).toMatch(/✗ .* après 10 échecs, et directoryLockout en dit 12 : .* Écrivez 10 au plus/);
    expect(await said(10, 5)).toMatch(/✗ .* pendant 15 minutes, et directoryLockout en dit 5 : .* Écrivez 15 au moins/);
    const unsaid = { INSTITUTION_FILE: around().institutionFile({ directoryLockout: undefined }) };
    expect((await around().doctor({ ...account, ...unsaid })).said).toMatch(
      /✗ .* après 10 échecs, et le fichier de l’établissement n’en dit/,
    );
  });
}

const asks = expect.stringContaining("Le droit d’écrire userPassword");
const tellsTime = expect.stringContaining("ne dit pas l’heure");

onServer(openldap, {}, (around) => {
  comparesLockout(around);

  test("says that the right to add entries cannot be asked of it, and finds a container that is not there", async () => {
    const { lines } = await around().doctor(createUnder("ou=people"));
    expect(lines("–").join("\n")).toContain(
      "Le droit de cn=trousseau,ou=services,dc=univ,dc=example de créer des entrées",
    );
    const nowhere = await around().doctor(createUnder("ou=nulle-part"));
    expect(nowhere.lines("✗").join("\n")).toContain("ou=nulle-part,dc=univ,dc=example n’existe pas");
  });

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

dn: cn=config
changetype: modify
add: aci
aci: (targetattr = "objectClass || passwordLockout || passwordMaxFailure || passwordResetFailureCount")(version 3.0; acl "policy"; allow (read, search, compare) userdn = "ldap:///${master.LDAP_BIND_DN}";)
`;

onServer(ds389, { ldif: [...accounts, rights].join("\n") }, (around) => {
  comparesLockout(around, master);

  test("says that it does not show its lockout policy to who may not read it", async () => {
    const { lines } = await around().doctor(lockoutOf(around(), 10, 15));
    expect(lines("–").join("\n")).toMatch(/directoryLockout : \S+ ne montre pas sa politique de verrouillage/);
  });

  test("believes what it says of the right to add students", async () => {
    expect((await around().doctor(createUnder("ou=people"))).said).toMatch(mayAdd);
    expect((await around().doctor({ ...reader, ...createUnder("ou=people") })).said).toMatch(mayNotAdd);
  });

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
  comparesLockout(around);

  test("believes what it says of the right to add people", async () => {
    expect((await around().doctor(createUnder("ou=people"))).said).toMatch(mayAdd);
    expect((await around().doctor(createUnder("ou=groups"))).said).toMatch(mayNotAdd);
  });

  test("says which right cannot be asked of it, and believes what it says of the others, and of its time", async () => {
    const { said, lines } = await around().doctor();
    expect(lines("–").join("\n")).toContain("Le droit « Réinitialiser le mot de passe »");
    expect(said).toMatch(/peut écrire extensionAttribute2, .*lockoutTime/);
    expect(said).toMatch(/L’horloge de \S+ est à l’heure/);
  });

  test("tells that an attribute of one value serves something else already, which the service would not write over", async () => {
    const { directory } = around();
    await directory.change("hugo.bernard", { extensionAttribute4: ["badge 7391"] });
    const { lines } = await around().doctor();
    expect(lines("✗").join("\n")).toContain(
      "extensionAttribute4 ne prend qu’une valeur, et quelqu’un en a une qui ne commence pas par {SECOURS}",
    );
    await directory.change("hugo.bernard", { extensionAttribute4: ["{SECOURS}hugo@mail.example"] });
    expect((await around().doctor()).lines("✗")).toEqual([]);
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
