import { randomUUID } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { writeAccount } from "@/lib/activation/write-account";
import type { Directory } from "@/lib/directory/directory";
import { DirectoryUnavailable, inFull } from "@/lib/errors";
import type { Services } from "@/lib/services";
import { caller } from "@/tests/support/first-connections";
import type { DirectoryServer } from "@/tests/support/servers/directory-server";

export interface Stage {
  server: DirectoryServer;
  /** It expects entries. */
  directory: Directory;
  /** It makes those that are missing. */
  maker: Directory;
  /** It would, where the service account may not. */
  forbidden: Directory;
  servicesOn(directory: Directory): Services;
}

const secret = "Kiosque-86-Hibou";

function newcomer(localPart: string) {
  const identifier = `${localPart}@etu.univ.example`;
  return {
    identifier,
    givenName: "Zélie",
    familyName: "D’Ægir, « Œ »",
    mail: identifier,
  };
}

/** What becomes of a student of the register who has no entry. */
export function tellEntries(stage: () => Stage): void {
  const write = (directory: Directory, student: ReturnType<typeof newcomer>) => {
    const underWay = { population: "student" as const, id: randomUUID(), credentialId: randomUUID() };
    return writeAccount(stage().servicesOn(directory), { ...student, ...underWay }, secret, caller);
  };

  describe("a missing entry", () => {
    test("is not made where entries are expected", async () => {
      const refusal = { ok: false, reason: "no-entry" };
      expect(await stage().directory.createEntry(newcomer("pas.encore"))).toEqual(refusal);
      expect(await write(stage().directory, newcomer("pas.encore"))).toEqual(refusal);
      expect(await stage().directory.findByIdentifier("pas.encore@etu.univ.example")).toBeNull();
    });

    test("is made shut; the first connection gives it its password, and opens it", async () => {
      const { server, maker } = stage();
      const made = await maker.createEntry(newcomer("toute.fraiche"));
      expect(made).toMatchObject({
        ok: true,
        person: { uid: "toute.fraiche", displayName: "Zélie D’Ægir, « Œ »", state: "inactive" },
      });
      expect(await server.entry("toute.fraiche")).toMatchObject({ givenName: ["Zélie"], sn: ["D’Ægir, « Œ »"] });
      expect(await server.canBind("toute.fraiche", secret)).toBe(false);
      expect(await write(maker, newcomer("toute.fraiche"))).toMatchObject({ ok: true });
      expect(await maker.findByIdentifier("toute.fraiche@etu.univ.example")).toMatchObject({ state: "active" });
      expect(await server.canBind("toute.fraiche", secret)).toBe(true);
    });

    test("is made by the first connection, when nobody made it before", async () => {
      const { server, maker } = stage();
      expect(await write(maker, newcomer("en.chemin"))).toMatchObject({ ok: true });
      expect(await server.canBind("en.chemin", secret)).toBe(true);
      const made = await maker.findByIdentifier("en.chemin@etu.univ.example");
      if (!made) throw new Error("it was made");
      await maker.writeRecoveryEmail(made, "en.chemin@mail.example");
      expect(await maker.createEntry(newcomer("en.chemin"))).toMatchObject({ ok: true, person: { dn: made.dn } });
    });

    test("is made once, by however many at once", async () => {
      const outcomes = await Promise.all(Array.from({ length: 6 }, () => stage().maker.createEntry(newcomer("a.six"))));
      expect(outcomes.map(({ ok }) => ok)).toEqual(outcomes.map(() => true));
      expect(await stage().maker.findByIdentifier("a.six@etu.univ.example")).toMatchObject({ state: "inactive" });
    });

    test("is made for a long name too, found by the whole of it", async () => {
      const facts = newcomer("marie-charlotte.de-la-tour");
      const made = await stage().maker.createEntry(facts);
      if (!made.ok) throw new Error(made.reason);
      expect(facts.identifier.startsWith(made.person.uid)).toBe(true);
      expect((await stage().maker.findByIdentifier(facts.identifier))?.dn).toBe(made.person.dn);
    });

    test("is refused when its short name is somebody else's, who keeps it", async () => {
      const { server, maker, forbidden } = stage();
      const log = vi.spyOn(console, "error").mockImplementation(() => {});
      const before = await server.entry("garcia-l");
      const refusal = { ok: false, reason: "uid-taken" };
      expect(await maker.createEntry(newcomer("garcia-l"))).toEqual(refusal);
      expect(await write(maker, newcomer("garcia-l"))).toEqual(refusal);
      // Whose entry stands in another container than the one that new ones are made in.
      expect(await forbidden.createEntry(newcomer("garcia-l"))).toEqual(refusal);
      const said = /^directory: no entry made: garcia-l@etu\.univ\.example would be garcia-l, which .* is$/;
      expect(log).toHaveBeenCalledWith(expect.stringMatching(said));
      log.mockRestore();
      expect(await server.entry("garcia-l")).toEqual(before);
    });

    test("where the service account may not make it, the directory is not ready, and the log says why", async () => {
      const refusal = stage().forbidden.createEntry(newcomer("sans.droit"));
      const error = await refusal.catch((error: unknown) => error);
      expect(error).toBeInstanceOf(DirectoryUnavailable);
      const said = /: (uid|cn)=sans\.droit,ou=groups,.* was not made: LDAP result 50/;
      expect(inFull(error)).toMatch(said);
      expect(await stage().maker.findByIdentifier("sans.droit@etu.univ.example")).toBeNull();
    });
  });
}
