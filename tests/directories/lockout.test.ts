import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { PersonFacts } from "@/embedded/directory/entries";
import { connectDirectory } from "@/lib/directory/connect";
import { ensurePassword } from "@/lib/directory-change/ensure-password";
import { DirectoryUnavailable } from "@/lib/errors";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import { confirmStaffPassword } from "@/lib/session/confirm-staff-password";
import { signIn } from "@/lib/session/sign-in";
import { forgetBinds } from "@/lib/throttle/binds";
import { createTestDatabase, type TestDatabase } from "@/tests/support/database";
import {
  type DirectoryServer,
  type DirectoryServerKind,
  policy,
  settingsOf,
} from "@/tests/support/servers/directory-server";
import { ds389 } from "@/tests/support/servers/ds389";
import { openldap } from "@/tests/support/servers/openldap";
import { sambaAd } from "@/tests/support/servers/samba-ad";
import { servicesOn } from "@/tests/support/services-on";

/** A server is started, and a domain of Samba's made, when nobody did before. Milliseconds. */
const patience = 240_000;

const hugo = { username: "hugo.bernard@etu.univ.example", password: "Cerisier-42-Volcan" };
const lea = { username: "lea.moreau@etu.univ.example", password: "Tilleul-58-Comete" };
const garcia = { username: "garcia-l", password: "Lanterne-29-Falaise" };
/** One entry, with a staff login and a student's identifier. */
const doctoral = {
  uid: "double-n",
  identifier: "nadia.double@etu.univ.example",
  givenName: "Nadia",
  familyName: "Double",
  mail: null,
  affiliations: ["student", "employee"],
  state: "active",
  password: "Bocage-64-Fusain",
} satisfies PersonFacts;

const outside = (address: string): Caller => ({ address, network: null, isInternal: false, requestId: "r-1" });
const inside = (address: string): Caller => ({ address, network: "filaire", isInternal: true, requestId: "r-2" });
const strangers = (count: number) => Array.from({ length: count }, (_, n) => outside(`203.0.113.${n + 1}`));
const home = outside("192.0.2.7");

describe.each([openldap, ds389, sambaAd])("$name", (kind: DirectoryServerKind) => {
  describe.skipIf(!kind.isInstalled)("locks an account after ten failures, and our pages stay below", () => {
    let server: DirectoryServer;
    let database: TestDatabase;
    let services: Services;

    beforeAll(async () => {
      server = await kind.start({ people: [doctoral] });
      database = await createTestDatabase();
      const directoryLockout = { failures: policy.maxFailures, minutes: policy.lockoutSeconds / 60 };
      const institution = { ...server.institution, directoryLockout };
      services = servicesOn(server, database, connectDirectory(settingsOf(server), institution), institution);
    }, patience);
    afterAll(async () => {
      await services?.directory.close();
      await database?.drop();
      await server?.close();
    });

    const attempt = (typed: { username: string; password: string }, caller: Caller) =>
      signIn(services, { ...typed, caller, former: null });
    const guess = (username: string, callers: Caller[]) =>
      Promise.all(callers.map((caller, n) => attempt({ username, password: `Faux-${n}-Mot` }, caller)));
    const waits = { ok: false, reason: "too-many-tries", retryAt: expect.any(Date) };

    test("a student whom strangers guess at from forty addresses: the password binds still, and opens where it did before", async () => {
      expect(await attempt(hugo, home)).toMatchObject({ ok: true });
      const outcomes = [...(await guess(hugo.username, strangers(20))), ...(await guess(hugo.username, strangers(40)))];
      expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === "wrong-password")).toHaveLength(
        policy.maxFailures - 2,
      );
      expect(await attempt(hugo, outside("198.51.100.9"))).toEqual(waits);
      expect(await attempt(hugo, home)).toMatchObject({ ok: true });
      expect(await attempt(hugo, inside("10.1.2.3"))).toMatchObject({ ok: true });
      expect(await server.canBind("hugo.bernard", hugo.password)).toBe(true);
    });

    test("the service account, whose password is wrong here, is not locked by whoever asks for our pages", async () => {
      const complained = vi.spyOn(console, "error").mockImplementation(() => {});
      const wrong = connectDirectory(settingsOf(server, { bindPassword: "Not-any-more-7" }), server.institution);
      for (let request = 0; request < 2 * policy.maxFailures; request++) {
        await expect(wrong.ping()).rejects.toThrow(DirectoryUnavailable);
      }
      expect(complained).toHaveBeenCalledTimes(1);
      complained.mockRestore();
      await wrong.close();
      const right = connectDirectory(settingsOf(server), server.institution);
      await right.ping();
      await right.close();
    });

    test("nobody learns from it who exists", async () => {
      const outcomes = await guess("personne.ici@etu.univ.example", strangers(20));
      expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === "unknown")).toHaveLength(
        policy.maxFailures - 2,
      );
      expect(await attempt({ username: "personne.ici@etu.univ.example", password: "Faux" }, home)).toEqual(waits);
    });

    test("one entry with two names has one count", async () => {
      await guess(doctoral.uid, strangers(20));
      await guess(doctoral.identifier, strangers(20));
      expect(await server.canBind(doctoral.uid, doctoral.password)).toBe(true);
    });

    test("a member of staff whose screen a student holds, with the machines around it, is not locked out", async () => {
      const signedIn = await attempt(garcia, inside("10.1.2.3"));
      if (!signedIn.ok) throw new Error(signedIn.reason);
      const { visitor } = signedIn;
      const caller = inside("10.1.2.3");
      for (let time = 0; time < 6; time++) {
        await confirmStaffPassword(services, { visitor, password: `Faux-${time}`, caller });
      }
      const machines = [3, 4, 5, 6, 7].map((n) => inside(`10.1.2.${n}`));
      for (let time = 0; time < 4; time++) await guess(garcia.username, machines);
      expect(await confirmStaffPassword(services, { visitor, password: garcia.password, caller })).toEqual(waits);
      expect(await server.canBind("garcia-l", garcia.password)).toBe(true);
    });

    test("after a new password the directory counts from nothing again, and so do we", async () => {
      const person = await services.directory.findByIdentifier(lea.username);
      if (!person) throw new Error("Léa is in the directory");
      const failures = Array.from({ length: policy.maxFailures - 1 }, (_, n) => `Faux-${n}-Mot`);
      for (const wrong of failures) await server.canBind("lea.moreau", wrong);
      await guess(lea.username, strangers(20));
      // Ours came on top of what did not pass through us.
      expect(await server.canBind("lea.moreau", lea.password)).toBe(false);
      expect(await services.directory.setPassword(person, "Kiosque-86-Hibou")).toEqual({ ok: true });
      await forgetBinds(services, person.dn);
      for (const wrong of failures) await server.canBind("lea.moreau", wrong);
      expect(await server.canBind("lea.moreau", "Kiosque-86-Hibou")).toBe(true);
      expect(await attempt({ ...lea, password: "Kiosque-86-Hibou" }, outside("198.51.100.9"))).toMatchObject({
        ok: true,
      });
    });

    test("a password from before, sent again and again at a reset, locks nobody out", async () => {
      const person = await services.directory.findByStaffLogin("petit-s");
      if (!person) throw new Error("petit-s is in the directory");
      for (const secret of ["Kiosque-86-Hibou", "Tournesol-97-Hibou"]) {
        expect(await services.directory.setPassword(person, secret)).toEqual({ ok: true });
      }
      const again = () => ensurePassword(services, person, "Kiosque-86-Hibou", home);
      const first = await again();
      for (let time = 1; time < policy.maxFailures + 2; time++) expect(await again()).toEqual(first);
      // Where what is set for somebody may be from before, it was taken.
      expect(await server.canBind("petit-s", first.ok ? "Kiosque-86-Hibou" : "Tournesol-97-Hibou")).toBe(true);
    });

    test("after a new password the directory counts from nothing, short of its lock too", async () => {
      const person = await services.directory.findByIdentifier("tom.rousseau@etu.univ.example");
      if (!person) throw new Error("Tom is in the directory");
      const failures = Array.from({ length: policy.maxFailures - 1 }, (_, n) => `Faux-${n}-Mot`);
      for (const wrong of failures) await server.canBind("tom.rousseau", wrong);
      expect(await services.directory.setPassword(person, "Kiosque-86-Hibou")).toEqual({ ok: true });
      for (const wrong of failures) await server.canBind("tom.rousseau", wrong);
      expect(await server.canBind("tom.rousseau", "Kiosque-86-Hibou")).toBe(true);
    });
  });
});
