import { describe, expect, test } from "vitest";
import { suspendBlocked } from "@/lib/account-block/suspend-blocked";
import { reportChange } from "@/lib/change-report/report-change";
import { attributesOf } from "@/lib/directory/connect";
import type { Directory } from "@/lib/directory/directory";
import { flavors } from "@/lib/directory/flavors/flavors";
import { DirectoryUnavailable } from "@/lib/errors";
import type { Services } from "@/lib/services";
import { desk as caller, type Desk, type Staff } from "@/tests/support/desk";
import type { DirectoryServer } from "@/tests/support/servers/directory-server";
import { studentIn } from "@/tests/support/student-in";

export interface Stage {
  server: DirectoryServer;
  directory: Directory;
  desk: Desk;
  servicesOn(directory: Directory): Services;
}

const late = { isLate: true, subState: "SupannSursis" };
const inTime = { ...late, isLate: false };
const hugo = { identifier: "hugo.bernard@etu.univ.example", uid: "hugo.bernard", card: "E2500104" };

/** What the service says of an account in the directory, after it was opened. */
export function tellSuspensions(stage: () => Stage): void {
  const personOf = (uid: string) => studentIn(stage().directory, uid);
  async function stateOf(uid: string): Promise<string[] | undefined> {
    const { server } = stage();
    return (await server.entry(uid))[attributesOf(server.institution, flavors[server.flavor]).state];
  }
  const mark = async (uid: string, delay: typeof late) =>
    stage().directory.markCharterDelay(await personOf(uid), delay);

  describe("a charter that was not accepted in time", () => {
    test("is said of an active account, which opens as before, until it is accepted", async () => {
      const { server } = stage();
      await mark("sacha.roux", late);
      await mark("sacha.roux", late);
      expect(await stateOf("sacha.roux")).toEqual(["{COMPTE}A:SupannSursis"]);
      expect(await personOf("sacha.roux")).toMatchObject({ state: "active" });
      expect(await server.canBind("sacha.roux", "Boussole-77-Tempete")).toBe(true);
      await mark("sacha.roux", { ...inTime, subState: "Autre" });
      expect(await stateOf("sacha.roux")).toEqual(["{COMPTE}A:SupannSursis"]);
      await mark("sacha.roux", inTime);
      await mark("sacha.roux", inTime);
      expect(await stateOf("sacha.roux")).toEqual(["{COMPTE}A:SupannActif"]);
    });

    test.each(["yanis.petit", "zoe.lefevre"])(
      "is not said of an account that is not active: %s keeps what it had",
      async (uid) => {
        const before = await stage().server.entry(uid);
        await mark(uid, late);
        await mark(uid, inTime);
        expect(await stage().server.entry(uid)).toEqual(before);
      },
    );

    test("ends with a suspension, and does not come back when this is lifted", async () => {
      const { directory } = stage();
      await mark("a.suspendre", late);
      const person = await personOf("a.suspendre");
      await directory.suspend(person);
      expect(await stateOf("a.suspendre")).toEqual(["{COMPTE}S:SupannVerrouille"]);
      await mark("a.suspendre", inTime);
      expect(await stateOf("a.suspendre")).toEqual(["{COMPTE}S:SupannVerrouille"]);
      await directory.activate(person);
      expect(await stateOf("a.suspendre")).toEqual(["{COMPTE}A:SupannActif"]);
    });
  });

  describe("an account that is shut for what its holder reported", () => {
    const reset = async (garcia: Staff, secret: string, services: Services) => {
      const opened = await stage().desk.open(garcia, hugo.card, "api", services);
      if (!opened.ok) throw new Error(opened.reason);
      return { complete: (on: Services) => stage().desk.complete(garcia, opened.id, secret, on) };
    };

    /** A new password that somebody else chose, reported by its holder, and the account shut by IT. */
    async function shutAfter(secret: string): Promise<{ garcia: Staff; services: Services }> {
      const { desk, directory, servicesOn } = stage();
      const services = servicesOn(directory);
      const garcia = await desk.signedIn("garcia-l");
      expect(await (await reset(garcia, secret, services)).complete(services)).toEqual({ ok: true });
      const texts = (await desk.mails()).filter(({ recipient }) => recipient === "hugo.bernard@mail.example");
      const token = texts.flatMap(({ text }) => /lien\?jeton=([\w-]{43})/.exec(text ?? "")?.[1] ?? [])[0] ?? "";
      expect(await reportChange(services, { token, caller, locale: "fr" })).toEqual({ ok: true });
      const student = await desk.student(hugo.identifier);
      expect(await suspendBlocked(services, { visitor: garcia.visitor, caller, student })).toEqual({ ok: true });
      return { garcia, services };
    }

    test("opens to no password; the card, and a new one at the desk, open it again", async () => {
      const { server } = stage();
      const { garcia, services } = await shutAfter("Voleur-57-Canape");
      expect(await stateOf(hugo.uid)).toEqual(["{COMPTE}S:SupannVerrouille"]);
      expect(await personOf(hugo.uid)).toMatchObject({ state: "suspended" });
      expect(await server.canBind(hugo.uid, "Voleur-57-Canape")).toBe(false);

      expect(await (await reset(garcia, "Cabane-31-Orage", services)).complete(services)).toEqual({ ok: true });
      expect(await stateOf(hugo.uid)).toEqual(["{COMPTE}A:SupannActif"]);
      expect(await personOf(hugo.uid)).toMatchObject({ state: "active" });
      expect(await server.canBind(hugo.uid, "Cabane-31-Orage")).toBe(true);
      expect(await server.canBind(hugo.uid, "Voleur-57-Canape")).toBe(false);
    });

    test("opens by the same password sent again, where the directory went away between the password and the state", async () => {
      const { server, directory } = stage();
      stage().desk.pass(1);
      const { garcia, services } = await shutAfter("Voleur-58-Canape");
      const activate = async () => {
        throw new DirectoryUnavailable(new Error("away at that instant"));
      };
      const { complete } = await reset(garcia, "Cabane-32-Orage", services);
      await expect(complete({ ...services, directory: { ...directory, activate } })).rejects.toThrow(
        DirectoryUnavailable,
      );
      expect(await complete(services)).toEqual({ ok: true });
      expect(await personOf(hugo.uid)).toMatchObject({ state: "active" });
      expect(await server.canBind(hugo.uid, "Cabane-32-Orage")).toBe(true);
    });
  });
}
