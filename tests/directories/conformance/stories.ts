import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PersonFacts } from "@/embedded/directory/entries";
import { attributesOf, connectDirectory } from "@/lib/directory/connect";
import type { Directory, DirectoryPerson } from "@/lib/directory/directory";
import { flavors } from "@/lib/directory/flavors/flavors";
import { ensurePassword } from "@/lib/directory-change/ensure-password";
import { normalisePassword } from "@/lib/password-policy/normalise";
import type { Services } from "@/lib/services";
import { signIn as signInToTheService } from "@/lib/session/sign-in";
import { desk as caller, type Desk, startDesk } from "@/tests/support/desk";
import {
  type DirectoryServer,
  type DirectoryServerKind,
  policy,
  settingsOf,
} from "@/tests/support/servers/directory-server";

import { tellEntries } from "./entries";
import { tellJourneys } from "./journeys";
import { tellSuspensions } from "./suspensions";

/** A server is started, and a domain of Samba's made, when nobody did before. Milliseconds. */
const patience = 240_000;
const password = "Ancien-75-Sabot";
const newPassword = "Kiosque-86-Hibou";

/** One student for each story that changes one. No word of their names is in a password: 389 Directory Server refuses those. */
const uids = [
  "au.bureau",
  "deux.fois",
  "encore.deux",
  "essais.rates",
  "mis.dehors",
  "trop.court",
  "trop.jeune",
  "vieux.secret",
  "a.changer",
  "a.suspendre",
  "ecrit.ailleurs",
] as const;
type Uid = (typeof uids)[number];

/** Who has the address that is somebody's identifier. */
const claimants: PersonFacts[] = ["camille.martin", "hugo.bernard"].map((uid, index) => ({
  uid: `autre-${index}`,
  identifier: identifierOf(`autre-${index}`),
  givenName: "Autre",
  familyName: `Pareil ${index}`,
  mail: identifierOf(uid),
  affiliations: ["student"],
  state: "active",
  password,
}));

const people: PersonFacts[] = uids.map((uid, index) => ({
  uid,
  identifier: identifierOf(uid),
  givenName: "Zélie",
  familyName: `D’Ægir ${index}`,
  mail: null,
  affiliations: ["student"],
  state: "active",
  password,
  // Two entries that claim one card.
  ...(/deux/.test(uid) && { cardNumber: "E9900001" }),
}));

function identifierOf(uid: string): string {
  return `${uid}@etu.univ.example`;
}

export interface Particulars {
  /** What it says of a password that is too short. */
  tooShort: "too-short" | "quality";
  /** False where what an administrator sets may be of any age, and from before. */
  holdsAdministrators: boolean;
  /** True where accounts are made disabled, so that it says nothing of an administrator. */
  newOnesAreShut: boolean;
  /** False where the attribute of the recovery address has room for one value. */
  holdsSeveralAddresses: boolean;
}

/** What the service needs of a directory, told in the same words to each kind of server. */
export function tellStories(kind: DirectoryServerKind, particulars: Particulars): void {
  const { tooShort, holdsAdministrators, holdsSeveralAddresses } = particulars;
  describe.skipIf(!kind.isInstalled)(kind.name, () => {
    let server: DirectoryServer;
    let directory: Directory;
    let maker: Directory;
    let forbidden: Directory;
    let byMail: Directory;
    let desk: Desk;

    beforeAll(async () => {
      server = await kind.start({ people: [...people, ...claimants] });
      const { institution, baseDn } = server;
      const connectTo = (peopleDn: string | undefined, attributes = {}) =>
        connectDirectory(settingsOf(server, { peopleDn }), {
          ...institution,
          attributes: { ...institution.attributes, ...attributes },
        });
      directory = connectTo(undefined);
      maker = connectTo(`ou=people,${baseDn}`);
      forbidden = connectTo(`ou=groups,${baseDn}`);
      byMail = connectTo(undefined, { studentIdentifier: "mail" });
      desk = await startDesk();
    }, patience);
    afterAll(async () => {
      await Promise.all([directory, maker, forbidden, byMail].map((each) => each?.close()));
      await Promise.all([server?.close(), desk?.close()]);
    });

    const servicesOn = (on: Directory): Services => ({
      ...desk.services,
      directory: on,
      institution: server.institution,
    });

    async function student(uid: Uid | string): Promise<DirectoryPerson> {
      const person = await directory.findByIdentifier(identifierOf(uid));
      if (!person) throw new Error(`${uid} is not in the directory`);
      return person;
    }

    const signIn = async (uid: string, secret: string) => directory.authenticate(await student(uid), secret);
    const set = async (uid: string, secret: string) => directory.setPassword(await student(uid), secret);
    const refused = (reason: string) => ({ ok: false, reason });
    const opens = { ok: true };

    describe("who it is", () => {
      test("a student is found by identifier", async () => {
        expect(await directory.findByIdentifier("zoe.lefevre@etu.univ.example")).toEqual({
          dn: expect.stringMatching(/,ou=people,/i),
          uid: "zoe.lefevre",
          displayName: "Zoé Lefèvre",
          mail: "zoe.lefevre@etu.univ.example",
          affiliations: ["student", "member"],
          groups: [],
          state: "inactive",
          locked: null,
        });
      });

      test("a student is found by card number", async () => {
        expect(await directory.findByCardNumber("E2500104")).toMatchObject({ uid: "hugo.bernard", state: "active" });
      });

      test("a member of staff is found by login, with the groups of the desk", async () => {
        const garcia = { uid: "garcia-l", groups: ["kiosque-info"], state: "active" };
        expect(await directory.findByStaffLogin("garcia-l")).toMatchObject(garcia);
      });

      test("nobody is found where there is nobody", async () => {
        const found = [
          await directory.findByIdentifier("personne.ici@etu.univ.example"),
          await directory.findByStaffLogin("personne-p"),
          await directory.findByCardNumber("E9999999"),
        ];
        expect(found).toEqual([null, null, null]);
      });

      test("names keep their accents, apostrophes and ligatures", async () => {
        expect(await student("au.bureau")).toMatchObject({ displayName: "Zélie D’Ægir 0" });
      });

      test("what two entries claim is refused, never guessed", async () => {
        await expect(directory.findByCardNumber("E9900001")).rejects.toMatchObject({ dependency: "directory" });
      });

      test("StartTLS is as good as LDAPS", async () => {
        const settings = settingsOf(server, { urls: [server.url], startTls: true });
        const other = connectDirectory(settings, server.institution);
        await expect(other.ping()).resolves.toBeUndefined();
        await other.close();
      });
    });

    describe("signing in", () => {
      test("the right password opens", async () => {
        expect(await signIn("lea.moreau", "Tilleul-58-Comete")).toEqual(opens);
      });

      test("a wrong one does not", async () => {
        expect(await signIn("lea.moreau", "Tilleul-58-comete")).toEqual(refused("wrong-password"));
      });

      test("an empty one is wrong", async () => {
        expect(await signIn("lea.moreau", "")).toEqual(refused("wrong-password"));
      });

      test("one that is too old says so", async () => {
        await server.expirePassword("vieux.secret");
        expect(await signIn("vieux.secret", password)).toEqual(refused("password-expired"));
      });

      test("one that must be changed says so", async () => {
        await server.demandNewPassword("a.changer");
        expect(await signIn("a.changer", password)).toEqual(refused("must-change"));
      });

      test("an account that an administrator shut is suspended, and says so", async () => {
        await server.disable("mis.dehors");
        expect(await student("mis.dehors")).toMatchObject({ state: "suspended" });
        expect(await signIn("mis.dehors", password)).toEqual(refused("locked"));
      });
    });

    describe("a first connection", () => {
      test("sets the first password and opens the account", async () => {
        expect(await signIn("camille.martin", newPassword)).toMatchObject({ ok: false });
        expect(await set("camille.martin", newPassword)).toEqual(opens);
        await directory.activate(await student("camille.martin"));
        expect(await student("camille.martin")).toMatchObject({ state: "active" });
        expect(await server.canBind("camille.martin", newPassword)).toBe(true);
      });

      const addressesOf = async (uid: string) => new Set((await server.entry(uid))[recoveryAttribute()]);
      const recoveryAttribute = () => attributesOf(server.institution, flavors[server.flavor]).recoveryEmail;

      if (holdsSeveralAddresses) {
        test("writes the recovery address beside the other personal ones", async () => {
          const hugo = await student("hugo.bernard");
          const others = ["{PERSO}hugo@home.example", "hugo@unlabelled.example"];
          await server.change("hugo.bernard", { [recoveryAttribute()]: others });
          for (const address of ["first@mail.example", "hugo@mail.example", "hugo@mail.example"]) {
            await directory.writeRecoveryEmail(hugo, address);
          }
          expect(await addressesOf("hugo.bernard")).toEqual(new Set([...others, "{SECOURS}hugo@mail.example"]));
        });
      } else {
        test("writes the recovery address, and not over what serves something else in its only place", async () => {
          const hugo = await student("hugo.bernard");
          await server.change("hugo.bernard", { [recoveryAttribute()]: ["badge 7391"] });
          const refusal = directory.writeRecoveryEmail(hugo, "hugo@mail.example");
          await expect(refusal).rejects.toMatchObject({ dependency: "directory" });
          expect(await addressesOf("hugo.bernard")).toEqual(new Set(["badge 7391"]));
          await server.change("hugo.bernard", { [recoveryAttribute()]: [] });
          for (const address of ["first@mail.example", "hugo@mail.example", "hugo@mail.example"]) {
            await directory.writeRecoveryEmail(hugo, address);
          }
          expect(await addressesOf("hugo.bernard")).toEqual(new Set(["{SECOURS}hugo@mail.example"]));
        });
      }
    });

    describe("a reset", () => {
      test("the new password opens, the old one no longer", async () => {
        expect(await set("au.bureau", newPassword)).toEqual(opens);
        expect(await server.canBind("au.bureau", newPassword)).toBe(true);
        expect(await signIn("au.bureau", password)).toEqual(refused("wrong-password"));
      });

      test("accents arrive as they were typed, on any keyboard", async () => {
        const typed = "Tournée-ñandou-2026-Œ";
        expect(await set("ecrit.ailleurs", normalisePassword(typed.normalize("NFD")))).toEqual(opens);
        expect(await server.canBind("ecrit.ailleurs", typed.normalize("NFC"))).toBe(true);
        const credentials = { username: identifierOf("ecrit.ailleurs"), password: typed.normalize("NFD") };
        const signedIn = await signInToTheService(servicesOn(directory), { ...credentials, caller, former: null });
        expect(signedIn).toMatchObject({ ok: true });
      });

      test("one that is too short for the directory is refused, and nothing changes", async () => {
        expect(await set("trop.court", "Cour-3t-a")).toEqual(refused(tooShort));
        expect(await server.canBind("trop.court", password)).toBe(true);
      });

      if (holdsAdministrators) {
        test("one from before is refused, and nothing changes", async () => {
          await set("deux.fois", newPassword);
          expect(await set("deux.fois", password)).toEqual(refused("in-history"));
          expect(await server.canBind("deux.fois", newPassword)).toBe(true);
        });

        test("one that is too young to be changed is refused, and nothing changes", async () => {
          await server.forbidChange("trop.jeune");
          expect(await set("trop.jeune", newPassword)).toEqual(refused("too-young"));
          expect(await server.canBind("trop.jeune", password)).toBe(true);
        });
      } else {
        test("one from before, or too young, is taken: it holds only people to that", async () => {
          await set("deux.fois", newPassword);
          expect(await set("deux.fois", password)).toEqual(opens);
          await server.forbidChange("trop.jeune");
          expect(await set("trop.jeune", newPassword)).toEqual(opens);
        });
      }

      test("the same one sent again is set already", async () => {
        await set("encore.deux", newPassword);
        expect(await ensurePassword(servicesOn(directory), await student("encore.deux"), newPassword, caller)).toEqual(
          opens,
        );
      });

      test("unlocks whoever had tried too often, which is known until when", async () => {
        const begun = Date.now();
        await server.lockOut("essais.rates");
        const locked = await student("essais.rates");
        const until = locked.locked?.until?.getTime() ?? 0;
        expect(until - begun).toBeGreaterThan((policy.lockoutSeconds - 5) * 1_000);
        expect(until - begun).toBeLessThan((policy.lockoutSeconds + 60) * 1_000);
        expect(await directory.authenticate(locked, password)).toEqual(refused("locked"));
        expect(await directory.setPassword(locked, newPassword)).toEqual(opens);
        expect(await student("essais.rates")).toMatchObject({ locked: null, state: "active" });
        expect(await signIn("essais.rates", newPassword)).toEqual(opens);
      });
    });

    tellEntries(() => ({ server, directory, maker, forbidden, servicesOn }));

    describe("a suspension", () => {
      test("shuts the account, and lifting it opens it again", async () => {
        const person = await student("a.suspendre");
        await directory.suspend(person);
        expect(await student("a.suspendre")).toMatchObject({ state: "suspended" });
        expect(await server.canBind("a.suspendre", password)).toBe(false);
        expect(await signIn("a.suspendre", password)).toEqual(refused("locked"));
        await directory.activate(person);
        expect(await student("a.suspendre")).toMatchObject({ state: "active" });
        expect(await server.canBind("a.suspendre", password)).toBe(true);
      });
    });

    tellSuspensions(() => ({ server, directory, desk, servicesOn }));

    // Last: they shut accounts of the demo university's.
    tellJourneys(() => ({ server, directory, byMail, desk, servicesOn }), particulars);
  });
}
