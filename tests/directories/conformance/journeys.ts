import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { setFirstPassword } from "@/lib/activation/set-first-password";
import type { Directory } from "@/lib/directory/directory";
import { DirectoryUnavailable, inFull } from "@/lib/errors";
import type { Services } from "@/lib/services";
import { signIn } from "@/lib/session/sign-in";
import { desk as caller, chosen, type Desk } from "@/tests/support/desk";
import { activationOf, asked, camille, ines, newPassword, untilPassword } from "@/tests/support/first-connections";
import type { DirectoryServer } from "@/tests/support/servers/directory-server";
import type { Particulars } from "./stories";

export interface Stage {
  server: DirectoryServer;
  directory: Directory;
  /** It takes the address for the identifier: so that two entries may claim one on servers that let no two have one identifier. */
  byMail: Directory;
  desk: Desk;
  servicesOn(directory: Directory): Services;
}

const hugo = { identifier: "hugo.bernard@etu.univ.example", uid: "hugo.bernard", card: "E2500104" };
const tom = { uid: "tom.rousseau", card: "E2500110" };

/** Whom our own journeys refuse before any password is set, whatever the directory would let them do. */
export function tellJourneys(stage: () => Stage, { newOnesAreShut }: Particulars): void {
  async function firstPassword(sheet: typeof camille, directory: Directory) {
    const { desk, servicesOn } = stage();
    // An address gets three mails in an hour, and no more.
    const token = await untilPassword(desk, sheet, `${randomUUID()}@laposte.example`);
    return setFirstPassword(servicesOn(directory), await activationOf(desk, token), newPassword, asked);
  }

  describe("an account that was never opened, and an administrator shut", () => {
    const shutInes = async () => {
      const { server, directory } = stage();
      await server.disable("ines.benali");
      return directory.findByIdentifier(ines.identifier);
    };

    if (newOnesAreShut) {
      test("is no other than a new one, since these are made shut", async () => {
        expect(await shutInes()).toMatchObject({ state: "inactive" });
      });
    } else {
      test("is refused at the first connection, and stays shut", async () => {
        const { server, directory } = stage();
        expect(await shutInes()).toMatchObject({ state: "suspended" });
        const before = await server.entry("ines.benali");
        expect(await firstPassword(ines, directory)).toEqual({ ok: false, reason: "account-suspended" });
        expect(await server.entry("ines.benali")).toEqual(before);
      });
    }
  });

  describe("an account that an administrator shut, whose state says active", () => {
    test("is refused at the desk when the card is read", async () => {
      const { server, directory, desk, servicesOn } = stage();
      await server.disable(tom.uid);
      const before = await server.entry(tom.uid);
      const garcia = await desk.signedIn("garcia-l");
      const opened = await desk.open(garcia, tom.card, "api", servicesOn(directory));
      expect(opened).toMatchObject({ ok: false, reason: "account-suspended" });
      expect(await server.entry(tom.uid)).toEqual(before);
    });

    test("is refused at the desk when it was shut after the card was read", async () => {
      const { server, directory, desk, servicesOn } = stage();
      const garcia = await desk.signedIn("garcia-l");
      const opened = await desk.open(garcia, "E2500105", "api", servicesOn(directory));
      if (!opened.ok) throw new Error(opened.reason);
      await server.disable("lea.moreau");
      const before = await server.entry("lea.moreau");
      const outcome = await desk.complete(garcia, opened.id, chosen, servicesOn(directory));
      expect(outcome).toMatchObject({ ok: false, reason: "account-suspended" });
      expect(await server.entry("lea.moreau")).toEqual(before);
    });

    test("is refused at the first connection", async () => {
      const { server, directory } = stage();
      const person = await directory.findByIdentifier(ines.identifier);
      if (!person) throw new Error("Ines is not in the directory");
      await directory.activate(person);
      await server.disable("ines.benali");
      const before = await server.entry("ines.benali");
      expect(await firstPassword(ines, directory)).toEqual({ ok: false, reason: "account-suspended" });
      expect(await server.entry("ines.benali")).toEqual(before);
    });
  });

  describe("an identifier that two entries claim", () => {
    test.each(["the first connection", "the desk", "sign-in"])(
      "is refused at %s, and says why to the log and to the journal",
      async (where) => {
        const { server, byMail, desk, servicesOn } = stage();
        const before = await Promise.all([server.entry("camille.martin"), server.entry(hugo.uid)]);
        const garcia = await desk.signedIn("garcia-l");
        const asks: Record<string, () => Promise<unknown>> = {
          "the first connection": () => firstPassword(camille, byMail),
          "the desk": () => desk.open(garcia, hugo.card, "api", servicesOn(byMail)),
          "sign-in": () => {
            const typed = { username: hugo.identifier, password: "Cerisier-42-Volcan" };
            return signIn(servicesOn(byMail), { ...typed, caller, former: null });
          },
        };
        const error = await asks[where]?.().catch((error: unknown) => error);
        expect(error).toBeInstanceOf(DirectoryUnavailable);
        expect(inFull(error)).toMatch(/: .* and .* have the same mail$/);
        expect((await desk.journal()).at(-1)).toMatchObject({ reason: "ambiguous-entry" });
        expect(await Promise.all([server.entry("camille.martin"), server.entry(hugo.uid)])).toEqual(before);
      },
    );
  });

  describe("a student whom the directory does not know", () => {
    test("is told whom to see, and the journal says why", async () => {
      const { desk } = stage();
      const nobody = { ...stage().directory, findByLogin: async () => null };
      expect(await firstPassword(camille, nobody)).toEqual({ ok: false, reason: "account-missing" });
      expect((await desk.journal()).at(-1)).toMatchObject({
        kind: "activation.password",
        outcome: "refused",
        reason: "no-entry",
      });
    });
  });
}
