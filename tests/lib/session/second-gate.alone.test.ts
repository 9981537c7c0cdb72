// What Next sets up before anything else of it is loaded.
import "next/dist/server/node-environment-baseline";

import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POST as openResetByApi } from "@/app/api/v1/desk-resets/route";
import { openResetAction } from "@/app/personnel/mots-de-passe-etudiants/actions";
import { revokeSheetAction } from "@/app/register-office/file/actions";
import { deskRoles } from "@/lib/desk-reset/rules";
import type { Caller } from "@/lib/network/caller";
import { requireRole } from "@/lib/session/guards";
import { type Desk, desk, type Staff, startDesk } from "@/tests/support/desk";
import { handedOn, withinRequest } from "@/tests/support/request-scope";

const elsewhere: Caller = { address: "203.0.113.24", network: null, isInternal: false, requestId: "r-2" };

let world: Desk;
let garcia: Staff;
beforeAll(async () => {
  world = await startDesk();
  garcia = await world.signedIn("garcia-l");
});
afterAll(() => world.close());

const from = async <T>(caller: Caller, act: () => Promise<T>) =>
  withinRequest(world.services, await handedOn(world.services, caller, garcia.token), act);
/** Where a guard leads, which it does by throwing. */
const ledTo = (act: Promise<unknown>) =>
  act.then(
    () => null,
    (error: { digest?: string }) => error.digest?.split(";")[2],
  );
const resets = async () => (await world.journal()).filter(({ kind }) => kind === "desk-reset.open").length;

describe("with neither the front server nor the middleware before it", () => {
  test("the guard of pages and actions asks for the network itself", async () => {
    expect(await from(desk, () => requireRole(deskRoles))).toMatchObject({ visitor: { login: "garcia-l" } });
    expect(await ledTo(from(elsewhere, () => requireRole(deskRoles)))).toBe("/refus/hors-reseau");
  });

  test("an action of the desk that reached us from outside does nothing", async () => {
    const card = new FormData();
    card.set("cardChecked", "on");
    card.set("cardNumber", "E2500104");
    const before = await resets();
    expect(await ledTo(from(elsewhere, () => openResetAction({}, card)))).toBe("/refus/hors-reseau");
    expect(await resets()).toBe(before);
    expect(await ledTo(from(desk, () => openResetAction({}, card)))).toBe("/personnel/mots-de-passe-etudiants");
    expect(await resets()).toBe(before + 1);
  });

  test.each([
    ["registrar", "student", "morel-c", "camille.martin@etu.univ.example"],
    ["human-resources", "staff", "roche-j", "faure-m"],
  ] as const)(
    "an action of the office of %s that reached us from outside does nothing, nor one of somebody else",
    async (_, population, clerk, identifier) => {
      if (population === "staff") await world.enrol(identifier);
      const { token } = await world.signedIn(clerk);
      const other = await world.signedIn(clerk === "roche-j" ? "morel-c" : "roche-j");
      const form = new FormData();
      form.set("identifier", identifier);
      const revoke = async (caller: Caller, by: string) =>
        ledTo(
          withinRequest(world.services, await handedOn(world.services, caller, by), () =>
            revokeSheetAction(population, {}, form),
          ),
        );
      const revoked = async () => (await world.credentials()).filter(({ revokedAt }) => revokedAt).length;
      const before = await revoked();
      expect(await revoke(elsewhere, token)).toBe("/refus/hors-reseau");
      expect(await revoke(desk, other.token)).toBe("/refus/role");
      expect(await revoked()).toBe(before);
      expect(await revoke(desk, token)).toMatch(/\?fait=revoked$/);
      expect(await revoked()).toBe(before + 1);
    },
  );

  test("a route of the desk asks for the network itself", async () => {
    const post = () => {
      const body = JSON.stringify({ cardNumber: "E2500104", cardChecked: true });
      const headers = { "content-type": "application/json" };
      const url = "https://compte.univ.example/api/v1/desk-resets";
      return openResetByApi(new NextRequest(url, { method: "POST", body, headers }), { params: Promise.resolve({}) });
    };
    const before = await resets();
    const refused = await from(elsewhere, post);
    expect([refused.status, (await refused.json()).type]).toEqual([403, "/problemes/hors-reseau-interne"]);
    expect(await resets()).toBe(before);
    expect((await world.journal()).at(-1)).toMatchObject({ kind: "network.refused", address: elsewhere.address });
    expect((await from(desk, post)).status).toBe(201);
  });
});
