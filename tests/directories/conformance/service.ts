import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attributesOf } from "@/lib/directory/connect";
import { flavors } from "@/lib/directory/flavors/flavors";
import type { RunningApp } from "@/tests/support/app";
import { callerOf } from "@/tests/support/browserless";
import { type DirectoryServer, type DirectoryServerKind, policy } from "@/tests/support/servers/directory-server";
import { startServiceOn } from "@/tests/support/service-on";
import type { Particulars } from "./stories";

/** Building the service, when nobody did before, and a domain of Samba's. Milliseconds. */
const patience = 300_000;

const camille = "camille.martin@etu.univ.example";
const hugo = "hugo.bernard@etu.univ.example";
const tom = "tom.rousseau@etu.univ.example";
/** Our rules accept it; the directory's own policy wants ten characters. */
const tooShortForIt = "Ours-24-P";

/** The built service, asked by its API as a portlet would, on each kind of server, over TLS, with a limited service account. */
export function tellService(kind: DirectoryServerKind, { tooShort, holdsAdministrators }: Particulars): void {
  describe.skipIf(!kind.isInstalled)(kind.name, () => {
    describe("the whole service", () => {
      let ldap: DirectoryServer;
      let app: RunningApp;

      beforeAll(async () => {
        ldap = await kind.start();
        app = await startServiceOn(ldap);
      }, patience);
      afterAll(async () => {
        await app?.stop();
        await ldap?.close();
      });

      const typedTwice = (newPassword: string) => ({ newPassword, newPasswordConfirmation: newPassword });
      const refusedAs = (reason: string) => ({
        status: 422,
        body: { violations: [{ field: "newPassword", code: "refused-by-directory", reason }] },
      });
      const signsIn = (username: string, password: string) => callerOf(app.url).signIn(username, password);

      const openDesk = async (cardNumber: string) => {
        const desk = callerOf(app.url);
        expect(await desk.signIn("garcia-l", "Lanterne-29-Falaise")).toBe(true);
        const opened = await desk.send("POST", "/api/v1/desk-resets", { cardNumber, cardChecked: true });
        const complete = (newPassword: string) =>
          desk.send("PUT", `/api/v1/desk-resets/${opened.body.id}/password`, typedTwice(newPassword));
        return { opened, complete };
      };

      const names = () => attributesOf(ldap.institution, flavors[ldap.flavor]);
      /** What the directory knows of somebody, beside their password, and what it counts. */
      async function factsOf(uid: string): Promise<Record<string, string[] | undefined>> {
        const entry = await ldap.entry(uid);
        const { lock } = flavors[ldap.flavor];
        const attributes = new Set([...Object.values(names()), ...lock.attributes, "objectClass"]);
        return Object.fromEntries([...attributes].map((name) => [name, entry[name]]));
      }

      test("a first connection: what the directory refuses is told and changes nothing, then the account opens, and nothing else changes", async () => {
        const phone = callerOf(app.url);
        const sheet = { identifier: camille, provisionalPassword: "K7QX-M3VP-9RTD" };
        expect((await phone.send("POST", "/api/v1/activation", sheet)).status).toBe(201);
        await phone.send("PUT", "/api/v1/activation/recovery-email", { email: "camille@mail.example" });
        const { body: charter } = await phone.get("/api/v1/charter");
        const acceptance = { version: charter.version, accepted: true };
        expect((await phone.send("PUT", "/api/v1/activation/charter", acceptance)).body.step).toBe("password");

        const before = await ldap.entry("camille.martin");
        const facts = await factsOf("camille.martin");
        const refusal = await phone.send("PUT", "/api/v1/activation/password", typedTwice(tooShortForIt));
        expect(refusal).toMatchObject(refusedAs(tooShort));
        expect(await ldap.entry("camille.martin")).toEqual(before);
        expect(await signsIn(camille, tooShortForIt)).toBe(false);

        const done = await phone.send("PUT", "/api/v1/activation/password", typedTwice("Horizon-47-Pervenche"));
        expect(done).toMatchObject({ status: 200, body: { step: "done", identifier: camille } });
        expect(await ldap.canBind("camille.martin", "Horizon-47-Pervenche")).toBe(true);
        // Active Directory makes new accounts shut: normal ones from now on.
        const opened = ldap.flavor === "ad" ? { userAccountControl: ["512"] } : {};
        const active = { ...facts, [names().state]: ["{COMPTE}A:SupannActif"], ...opened };
        // The recovery address is not confirmed yet: the directory does not hear of it.
        expect(await factsOf("camille.martin")).toEqual(active);
        expect(await signsIn(camille, "Horizon-47-Pervenche")).toBe(true);
      });

      test("a reset at the desk: the new password opens, the old one no longer, and what the directory refuses changes nothing", async () => {
        const { opened, complete } = await openDesk("E2500104");
        expect(opened).toMatchObject({ status: 201, body: { student: { givenName: "Hugo", familyName: "Bernard" } } });
        expect(opened.body).not.toHaveProperty("lockedUntil");

        const facts = await factsOf("hugo.bernard");
        expect(await complete(tooShortForIt)).toMatchObject(refusedAs(tooShort));
        expect(await ldap.canBind("hugo.bernard", tooShortForIt)).toBe(false);
        expect(await ldap.canBind("hugo.bernard", "Cerisier-42-Volcan")).toBe(true);

        expect((await complete("Ocarina-93-Bouleau")).status).toBe(200);
        expect(await ldap.canBind("hugo.bernard", "Ocarina-93-Bouleau")).toBe(true);
        expect(await ldap.canBind("hugo.bernard", "Cerisier-42-Volcan")).toBe(false);
        expect(await factsOf("hugo.bernard")).toEqual(facts);
        expect(await signsIn(hugo, "Cerisier-42-Volcan")).toBe(false);
        expect(await signsIn(hugo, "Ocarina-93-Bouleau")).toBe(true);
      });

      if (holdsAdministrators) {
        test("a password from before, then one set a moment ago: each is refused with its reason, and nothing changes", async () => {
          expect((await (await openDesk("E2500110")).complete("Violon-52-Fougere")).status).toBe(200);
          const { complete } = await openDesk("E2500110");
          expect(await complete("Sentier-66-Brume")).toMatchObject(refusedAs("in-history"));
          await ldap.forbidChange("tom.rousseau");
          expect(await complete("Cascade-18-Tambour")).toMatchObject(refusedAs("too-young"));
          expect(await ldap.canBind("tom.rousseau", "Violon-52-Fougere")).toBe(true);
        });
      } else {
        test("a password from before is taken, and opens", async () => {
          expect((await (await openDesk("E2500110")).complete("Violon-52-Fougere")).status).toBe(200);
          expect((await (await openDesk("E2500110")).complete("Sentier-66-Brume")).status).toBe(200);
          expect(await signsIn(tom, "Sentier-66-Brume")).toBe(true);
        });
      }

      test("a student whom failed sign-ins locked out: staff are told until when, and the new password opens at once", async () => {
        await ldap.lockOut("hugo.bernard");
        const { opened, complete } = await openDesk("E2500104");
        const until = Date.parse(opened.body.lockedUntil);
        expect(Math.abs(until - Date.now() - policy.lockoutSeconds * 1_000)).toBeLessThan(60_000);
        expect((await complete("Girafe-71-Lagune")).status).toBe(200);
        expect(await ldap.canBind("hugo.bernard", "Girafe-71-Lagune")).toBe(true);
        expect(await signsIn(hugo, "Girafe-71-Lagune")).toBe(true);
      });

      test("the directory away: 503 in time, nothing lost, and the same request works once it is back", async () => {
        const desk = callerOf(app.url);
        expect(await desk.signIn("petit-s", "Pavillon-83-Orchidee")).toBe(true);
        const opened = await desk.send("POST", "/api/v1/desk-resets", { cardNumber: "E2500105", cardChecked: true });
        const complete = () =>
          desk.send("PUT", `/api/v1/desk-resets/${opened.body.id}/password`, typedTwice("Ombrelle-26-Cactus"));

        ldap.hang();
        const start = Date.now();
        expect(await complete()).toMatchObject({ status: 503, body: { type: "/problemes/annuaire-indisponible" } });
        expect(Date.now() - start).toBeLessThan(6_000);
        ldap.goOn();
        await ldap.stop();
        expect((await complete()).status).toBe(503);
        await ldap.start();
        expect((await complete()).status).toBe(200);
        expect(await ldap.canBind("lea.moreau", "Ombrelle-26-Cactus")).toBe(true);
      });
    });
  });
}
