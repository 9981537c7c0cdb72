// What Next sets up before anything else of it is loaded.
import "next/dist/server/node-environment-baseline";

import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POST as takePersonalData } from "@/app/administration/donnees/fichier/route";
import { POST as openResetByApi } from "@/app/api/v1/desk-resets/route";
import { openResetAction } from "@/app/personnel/mots-de-passe-etudiants/actions";
import { revokeSheetAction } from "@/app/register-office/file/actions";
import { POST as printStaffSheets } from "@/app/ressources-humaines/feuilles/tirage/route";
import { POST as postStaffFile } from "@/app/ressources-humaines/import/fichier/route";
import { POST as postFile } from "@/app/scolarite/import/fichier/route";
import { POST as printSheets } from "@/app/scolarite/scolpass/tirage/route";
import { deskRoles } from "@/lib/desk-reset/rules";
import type { Caller } from "@/lib/network/caller";
import { hashToken, newToken } from "@/lib/secrets/tokens";
import { requireRole } from "@/lib/session/guards";
import { insertSession } from "@/lib/session/queries";
import { expiryOf } from "@/lib/session/rules";
import { roles as everyRole, type Role } from "@/lib/session/visitor";
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
/** Where a guard leads, or the status that it answers: it does either by throwing. */
const ledTo = (act: Promise<unknown>) =>
  act.then(
    () => null,
    ({ digest, message }: { digest?: string; message: string }) => {
      const [, how, where] = digest?.split(";") ?? [];
      return where ?? how ?? message;
    },
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

describe("the file of one person", () => {
  const hugo = "hugo.bernard@etu.univ.example";
  async function take(caller: Caller, token: string | null): Promise<Response> {
    const body = new FormData();
    body.set("identifier", hugo);
    const request = new NextRequest("https://compte.univ.example/", { method: "POST", body });
    return withinRequest(world.services, await handedOn(world.services, caller, token), () =>
      takePersonalData(request),
    );
  }
  const taken = async () => (await world.journal()).filter(({ kind }) => kind === "personal-data.export").length;

  test("leaves for the data protection officer on the internal network, whom no panel holds, and for nobody else", async () => {
    const others = everyRole.filter((role) => role !== "dpo");
    const led = [
      await take(desk, null),
      await take(desk, await sessionWith(others)),
      await take(elsewhere, await sessionWith(["dpo"])),
      await take(desk, await sessionWith(["dpo"], { isFrozen: true })),
    ].map(({ status, headers }) => [status, headers.get("location")]);
    expect(led).toEqual([
      [303, "/connexion"],
      [303, "/refus/role"],
      [303, "/refus/hors-reseau"],
      [303, "/personnel/mots-de-passe-etudiants"],
    ]);
    expect(await taken()).toBe(0);
    const given = await take(desk, await sessionWith(["dpo"]));
    expect(given.headers.get("content-disposition")).toBe('attachment; filename="donnees-hugo.bernard.json"');
    expect((await given.json()).register.identifier).toBe(hugo);
    expect(await taken()).toBe(1);
  });
});

interface Action {
  /** Where its file is, and its name. */
  name: string;
  run(...sent: unknown[]): Promise<unknown>;
}

/** Every action that there is: a browser may send to any of them, from whatever page. */
async function everyAction(): Promise<Action[]> {
  const sources = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const files = sources.filter((file) => readFileSync(`app/${file}`, "utf8").startsWith('"use server"'));
  const actions = files.map(async (file) => {
    const inIt: Record<string, Action["run"]> = await import(/* @vite-ignore */ resolve("app", file));
    return Object.entries(inIt).map(([name, run]) => ({ name: `${file.replace(/[\w-]+\.ts$/, "")}${name}`, run }));
  });
  return (await Promise.all(actions)).flat();
}

/** A session of somebody who has these roles, and whom the register does not hold. */
async function sessionWith(roles: readonly Role[], { isFrozen = false } = {}): Promise<string> {
  const token = newToken();
  const now = world.services.clock.now();
  const somebody = { uid: "somebody", login: "somebody", displayName: "Somebody", address: desk.address };
  const times = { startedAt: now, lastSeenAt: now, rolesReadAt: now, expiresAt: expiryOf(now) };
  const frozenAt = isFrozen ? now : null;
  await insertSession(world.db, { ...somebody, ...times, roles: [...roles], tokenHash: hashToken(token), frozenAt });
  return token;
}

describe("each action asks by itself", () => {
  let actions: Action[];
  beforeAll(async () => {
    actions = await everyAction();
  });

  /** Where each leads that does not lead there. `bound` is what a form of an office is bound to. */
  async function notLed(
    expected: string,
    some: Action[],
    { caller = desk, token = null as string | null, bound = "student", headers = {} } = {},
  ): Promise<string[]> {
    const sent = { ...(await handedOn(world.services, caller, token)), ...headers };
    const others: string[] = [];
    for (const { name, run } of some) {
      const act = () => run(bound, new FormData(), new FormData());
      const where = await ledTo(withinRequest(world.services, sent, act));
      if (where !== expected) others.push(`${name}: ${where}`);
    }
    expect(some).not.toEqual([]);
    return others;
  }

  test("whether it is one of our own pages that sends", async () => {
    expect(await notLed("403", actions, { headers: { "sec-fetch-site": "cross-site" } })).toEqual([]);
    const posts = [postFile, postStaffFile, printSheets, printStaffSheets, takePersonalData];
    const refused = posts.map(async (post) => {
      const headers = { origin: "https://evil.example" };
      const request = new NextRequest("https://compte.univ.example/", { method: "POST", headers });
      const received = { ...(await handedOn(world.services, desk, null)), ...headers };
      return withinRequest(world.services, received, () => post(request)).then(
        ({ headers }) => headers.get("location"),
        ({ digest }) => digest,
      );
    });
    const forbidden = "NEXT_HTTP_ERROR_FALLBACK;403";
    const led = "/refus/origine";
    expect(await Promise.all(refused)).toEqual([forbidden, forbidden, led, led, led]);
  });

  test.each<[where: string, bound: string, roles: readonly Role[]]>([
    ["administration/", "", ["admin"]],
    ["administration/donnees/", "", ["dpo"]],
    ["personnel/", "", deskRoles],
    ["register-office/", "student", ["registrar"]],
    ["register-office/", "staff", ["human-resources"]],
  ])("those of %s%s, for the network, and for the role", async (where, bound, roles) => {
    const some = actions.filter(({ name }) => {
      // The officer's are not IT's; and students alone have a card: it is bound to nothing.
      const isOfOthers = where === "administration/" && name.startsWith("administration/donnees/");
      return name.startsWith(where) && !isOfOthers && !(bound === "staff" && name.endsWith("declareCardLostAction"));
    });
    const token = await sessionWith(everyRole.filter((role) => !roles.includes(role)));
    expect(
      await notLed("/refus/hors-reseau", some, { bound, caller: elsewhere, token: await sessionWith(roles) }),
    ).toEqual([]);
    expect(await notLed("/connexion", some, { bound })).toEqual([]);
    expect(await notLed("/refus/role", some, { bound, token })).toEqual([]);
  });

  test("those of an account, for its holder", async () => {
    const some = actions.filter(({ name }) => /^(mon-compte|charte)\//.test(name));
    expect(await notLed("/connexion", some)).toEqual([]);
    const ofTheRegister = some.filter(({ name }) => !name.endsWith("closeOtherSessionsAction"));
    expect(await notLed("/refus/role", ofTheRegister, { token: await sessionWith(everyRole) })).toEqual([]);
  });

  test("those of a first connection, whether one is under way", async () => {
    const some = actions.filter(
      ({ name }) => name.startsWith("premiere-connexion/") && !name.endsWith("openActivationAction"),
    );
    expect(await notLed("/premiere-connexion/etudiant", some)).toEqual([]);
  });

  test("whether a student has the screen, but for those of the panel, and for what leaves it", async () => {
    const evenFrozen = /(completeReset|giveBack|takeOver|startAfresh|moveClock)Action$|^frame\//;
    const token = await sessionWith(everyRole, { isFrozen: true });
    const some = actions.filter(({ name }) => !evenFrozen.test(name));
    expect(await notLed("/personnel/mots-de-passe-etudiants", some, { token })).toEqual([]);
  });
});
