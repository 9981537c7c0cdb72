import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningApp, startApp } from "@/tests/support/app";
import { callerOf } from "@/tests/support/browserless";
import { type DirectoryServer, policy } from "@/tests/support/servers/directory-server";
import { openldap } from "@/tests/support/servers/openldap";

/** Building the service, when nobody did before. Milliseconds. */
const patience = 240_000;

const camille = "camille.martin@etu.univ.example";
const hugo = "hugo.bernard@etu.univ.example";
/** Our rules accept it; the directory's own policy wants ten characters. */
const tooShortForIt = "Ours-24-P";

describe.skipIf(!openldap.isInstalled)(
  "the built service on a real OpenLDAP, over TLS, with a limited service account",
  () => {
    let ldap: DirectoryServer;
    let app: RunningApp;

    beforeAll(async () => {
      execFileSync(process.execPath, ["scripts/prepare.mjs"], { stdio: "ignore" });
      ldap = await openldap.start();
      app = await startApp({
        env: {
          LDAP_URL: ldap.ldapsUrl,
          LDAP_CA_FILE: ldap.caFile,
          LDAP_BASE_DN: ldap.baseDn,
          LDAP_BIND_DN: ldap.bindDn,
          LDAP_BIND_PASSWORD: ldap.bindPassword,
        },
      });
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
    const openDesk = async (cardNumber: string) => {
      const desk = callerOf(app.url);
      expect(await desk.signIn("garcia-l", "Lanterne-29-Falaise")).toBe(true);
      const opened = await desk.send("POST", "/api/v1/desk-resets", { cardNumber, cardChecked: true });
      const complete = (newPassword: string) =>
        desk.send("PUT", `/api/v1/desk-resets/${opened.body.id}/password`, typedTwice(newPassword));
      return { opened, complete };
    };

    test("Camille's first connection: a refusal of the directory is told and changes nothing, then the account opens", async () => {
      const phone = callerOf(app.url);
      const sheet = { identifier: camille, provisionalPassword: "K7QX-M3VP-9RTD" };
      expect((await phone.send("POST", "/api/v1/activation", sheet)).status).toBe(201);
      await phone.send("PUT", "/api/v1/activation/recovery-email", { email: "camille@mail.example" });
      const { body: charter } = await phone.get("/api/v1/charter");
      const acceptance = { version: charter.version, accepted: true };
      expect((await phone.send("PUT", "/api/v1/activation/charter", acceptance)).body.step).toBe("password");

      const before = await ldap.entry("camille.martin");
      const refusal = await phone.send("PUT", "/api/v1/activation/password", typedTwice(tooShortForIt));
      expect(refusal).toMatchObject(refusedAs("too-short"));
      expect(await ldap.entry("camille.martin")).toEqual(before);

      const done = await phone.send("PUT", "/api/v1/activation/password", typedTwice("Horizon-47-Pervenche"));
      expect(done).toMatchObject({ status: 200, body: { step: "done", identifier: camille } });
      expect(await ldap.canBind("camille.martin", "Horizon-47-Pervenche")).toBe(true);
      const { supannRessourceEtat, supannMailPrive } = await ldap.entry("camille.martin");
      expect(supannRessourceEtat).toEqual(["{COMPTE}A:SupannActif"]);
      expect(supannMailPrive).toBeUndefined();
      expect(await callerOf(app.url).signIn(camille, "Horizon-47-Pervenche")).toBe(true);
    });

    test("Hugo's reset at the desk: the new password opens, the old one no longer, and what the directory refuses changes nothing", async () => {
      const { opened, complete } = await openDesk("E2500104");
      expect(opened).toMatchObject({ status: 201, body: { student: { givenName: "Hugo", familyName: "Bernard" } } });
      expect(opened.body).not.toHaveProperty("lockedUntil");

      expect(await complete(tooShortForIt)).toMatchObject(refusedAs("too-short"));
      expect(await ldap.canBind("hugo.bernard", tooShortForIt)).toBe(false);
      expect(await ldap.canBind("hugo.bernard", "Cerisier-42-Volcan")).toBe(true);

      expect((await complete("Ocarina-93-Bouleau")).status).toBe(200);
      expect(await ldap.canBind("hugo.bernard", "Ocarina-93-Bouleau")).toBe(true);
      expect(await ldap.canBind("hugo.bernard", "Cerisier-42-Volcan")).toBe(false);
      expect(await callerOf(app.url).signIn(hugo, "Cerisier-42-Volcan")).toBe(false);
      expect(await callerOf(app.url).signIn(hugo, "Ocarina-93-Bouleau")).toBe(true);
    });

    test("a password from before, then one set a moment ago: each is refused with its reason, and nothing changes", async () => {
      const first = await openDesk("E2500110");
      expect((await first.complete("Violon-52-Fougere")).status).toBe(200);
      const second = await openDesk("E2500110");
      expect(await second.complete("Sentier-66-Brume")).toMatchObject(refusedAs("in-history"));
      await ldap.forbidChange("tom.rousseau");
      expect(await second.complete("Cascade-18-Tambour")).toMatchObject(refusedAs("too-young"));
      expect(await ldap.canBind("tom.rousseau", "Violon-52-Fougere")).toBe(true);
    });

    test("a student whom failed sign-ins locked out: staff are told until when, and the new password opens at once", async () => {
      await ldap.lockOut("hugo.bernard");
      const { opened, complete } = await openDesk("E2500104");
      const until = Date.parse(opened.body.lockedUntil);
      expect(Math.abs(until - Date.now() - policy.lockoutSeconds * 1_000)).toBeLessThan(60_000);
      expect((await complete("Girafe-71-Lagune")).status).toBe(200);
      expect(await ldap.canBind("hugo.bernard", "Girafe-71-Lagune")).toBe(true);
      expect(await callerOf(app.url).signIn(hugo, "Girafe-71-Lagune")).toBe(true);
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
  },
);
