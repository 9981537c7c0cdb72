import { execFile } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectDirectory } from "@/lib/directory/connect";
import type { Directory } from "@/lib/directory/directory";
import type { Institution } from "@/lib/institution";
import { baseDn, type DirectoryServer, settingsOf } from "@/tests/support/servers/directory-server";
import { ds389 } from "@/tests/support/servers/ds389";
import { ldifEntry, saltedHash, type Values } from "@/tests/support/servers/ldif";
import { openldap } from "@/tests/support/servers/openldap";
import { sambaAd } from "@/tests/support/servers/samba-ad";
import { quoted } from "@/tests/support/servers/samba-ad/entries";
import { studentIn } from "@/tests/support/student-in";

/** A domain of Samba's is made, when nobody did before. Milliseconds. */
const patience = 240_000;
const password = "Ancien-75-Sabot";
const newPassword = "Canard-86-Hibou";

interface Odd {
  uid: string;
  cn: string;
  /** Of the name, after `cn=`, as RFC 4514 writes it. */
  rdn: string;
  parent?: string;
  cardNumber?: string;
}

const ailleurs = "ou=ailleurs,ou=people";

/** Whom a broken name would reach, and who has a name that breaks. No word of a name is in a password: 389 Directory Server refuses those. */
const odd = {
  oblique: { uid: "odd-a", cn: "oblique\\", rdn: "oblique\\5C", parent: ailleurs },
  neighbour: { uid: "odd-b", cn: "oblique,ou=ailleurs", rdn: "oblique\\2Cou\\3Dailleurs" },
  comma: { uid: "odd-c", cn: "D’Aubigné, Zoé", rdn: "D’Aubigné\\2C Zoé" },
  signs: { uid: "odd-d", cn: '#1 "Œ" + <é>; a=(b*)', rdn: "\\231 \\22Œ\\22 \\2B \\3Cé\\3E\\3B a\\3D(b*)" },
  card: { uid: "odd-e", cn: "carte", rdn: "carte", cardNumber: "(E1)\\2a*" },
  otherCard: { uid: "odd-f", cn: "autre carte", rdn: "autre carte", cardNumber: "(E1)**" },
} satisfies Record<string, Odd>;

const dnOf = ({ rdn, parent = "ou=people" }: Odd) => `cn=${rdn},${parent},${baseDn}`;
const desk = "guichet";

function personOf({ uid, cn, cardNumber }: Odd): Values {
  const facts = { cn: [cn], sn: [uid], givenName: ["Odd"], eduPersonAffiliation: ["student"] };
  const supann = {
    eduPersonPrincipalName: [`${uid}@etu.univ.example`],
    supannRessourceEtat: ["{COMPTE}A:SupannActif"],
  };
  const classes = ["inetOrgPerson", "eduPerson", "supannPerson", "supannRessource", "supannCMS"];
  return {
    objectClass: classes,
    uid: [uid],
    ...facts,
    ...supann,
    ...(cardNumber && { supannCMSId: [cardNumber] }),
    userPassword: [saltedHash(password)],
  };
}

function userOf({ uid, cn, cardNumber }: Odd): Values {
  return {
    objectClass: ["user"],
    sAMAccountName: [uid],
    userPrincipalName: [`${uid}@etu.univ.example`],
    cn: [cn],
    sn: [uid],
    givenName: ["Odd"],
    eduPersonAffiliation: ["student"],
    extensionAttribute2: ["{COMPTE}A:SupannActif"],
    userAccountControl: ["512"],
    ...(cardNumber && { employeeNumber: [cardNumber] }),
    unicodePwd: [quoted(password)],
  };
}

function ldifOf(entry: (facts: Odd) => Values, group: Values): string {
  return [
    ldifEntry(`${ailleurs},${baseDn}`, { objectClass: ["organizationalUnit"], ou: ["ailleurs"] }),
    ...Object.values(odd).map((facts: Odd) => ldifEntry(dnOf(facts), entry(facts))),
    ldifEntry(`cn=${desk},ou=groups,${baseDn}`, { cn: [desk], member: Object.values(odd).map(dnOf), ...group }),
  ].join("\n");
}

const groupOfNames = ldifOf(personOf, { objectClass: ["groupOfNames"] });
const kinds = [
  { kind: openldap, ldif: groupOfNames },
  { kind: ds389, ldif: groupOfNames },
  { kind: sambaAd, ldif: ldifOf(userOf, { objectClass: ["group"], sAMAccountName: [desk] }) },
];

describe.each(kinds)("$kind.name", ({ kind, ldif }) => {
  describe.skipIf(!kind.isInstalled)("spoken to through ldapjs", () => {
    let server: DirectoryServer;
    let directory: Directory;

    beforeAll(async () => {
      server = await kind.start({ ldif });
      directory = connectDirectory(settingsOf(server), lax(server.institution));
    }, patience);
    afterAll(async () => {
      await directory?.close();
      await server?.close();
    });

    const find = ({ uid }: Odd) => studentIn(directory, uid);

    test.each(["oblique", "comma", "signs"] as const)(
      "the name of %s comes back letter for letter: its own password is set, in its own groups",
      async (name) => {
        const person = await find(odd[name]);
        expect(person).toMatchObject({ uid: odd[name].uid, groups: [desk] });
        expect(await directory.setPassword(person, newPassword)).toEqual({ ok: true });
        await directory.writeRecoveryEmail(person, `${name}@mail.example`);
        expect(await directory.authenticate(person, newPassword)).toEqual({ ok: true });
        expect(await opens(server, dnOf(odd[name]), newPassword)).toBe(true);
        expect(await opens(server, dnOf(odd[name]), password)).toBe(false);
      },
    );

    test("whom the name would have reached, spelt otherwise, has the password of before", async () => {
      expect(await directory.setPassword(await find(odd.oblique), "Marelle-64-Tilleul")).toEqual({ ok: true });
      expect(await opens(server, dnOf(odd.neighbour), password)).toBe(true);
      expect(await opens(server, dnOf(odd.neighbour), "Marelle-64-Tilleul")).toBe(false);
    });

    test.each(["(E1)\\2a*", "(E1)**"])("%j is looked for as it is, where patterns let it through", async (number) => {
      const holders = Object.values(odd).filter((facts: Odd) => facts.cardNumber === number);
      expect(holders).toMatchObject([{ uid: (await directory.findByCardNumber(number))?.uid }]);
    });

    test.each(["*", "(E1)*", "(E1)\\2a\\2a", "\\28E1\\29**", "(E1)**\\", "*)(uid=*", "x)(|(uid=*))", "(E1)**\0"])(
      "%j is nobody's",
      async (number) => {
        expect(await directory.findByCardNumber(number)).toBeNull();
      },
    );
  });
});

/** An institution whose patterns let everything through. */
function lax(institution: Institution): Institution {
  const everything = /^.+$/su;
  const groups = { ...institution.groups, kiosk: desk };
  return { ...institution, groups, patterns: { ...institution.patterns, cardNumber: everything } };
}

/** Whether a simple bind succeeds, asked by OpenLDAP's own client: names go through no code of ours, nor of ldapjs. */
function opens({ ldapsUrl, caFile }: DirectoryServer, dn: string, secret: string): Promise<boolean> {
  const words = ["-x", "-H", ldapsUrl, "-D", dn, "-w", secret, "-b", "", "-s", "base", "1.1"];
  const env = { ...process.env, LDAPTLS_CACERT: caFile };
  return new Promise((resolve, reject) =>
    execFile("ldapsearch", words, { env }, (error) => {
      if (!error) resolve(true);
      else if (error.code === 49) resolve(false);
      else reject(error);
    }),
  );
}
