// What Next sets up before anything else of it is loaded.
import "next/dist/server/node-environment-baseline";

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { POST as takePersonalData } from "@/app/administration/donnees/fichier/route";
import { POST as openResetByApi } from "@/app/api/v1/desk-resets/route";
import { openResetAction } from "@/app/personnel/mots-de-passe-etudiants/actions";
import { revokeSheetAction } from "@/app/register-office/file/actions";
import { POST as printStaffSheets } from "@/app/ressources-humaines/feuilles/tirage/route";
import { POST as postStaffFile } from "@/app/ressources-humaines/import/fichier/route";
import { POST as postFile } from "@/app/scolarite/import/fichier/route";
import { POST as printSheets } from "@/app/scolarite/scolpass/tirage/route";
import { connectDatabase } from "@/db/client";
import { daysAhead } from "@/lib/demo/clock";
import { keepMail, readMailbox } from "@/lib/demo/mailbox";
import { deskRoles } from "@/lib/desk-reset/rules";
import { type Answer, answers } from "@/lib/http/answer";
import type { Caller } from "@/lib/network/caller";
import { hashToken, newToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { requireRole, requireVisitor, studentIdOf } from "@/lib/session/guards";
import { insertSession } from "@/lib/session/queries";
import { expiryOf } from "@/lib/session/rules";
import { roles as everyRole, type Role } from "@/lib/session/visitor";
import { type Desk, desk, type Staff, startDesk } from "@/tests/support/desk";
import { today } from "@/tests/support/first-connections";
import { handedOn, ledTo, withinRequest } from "@/tests/support/request-scope";
import { type Action, everyAction, everyCall, everyPage } from "@/tests/support/what-answers";

const elsewhere: Caller = { address: "203.0.113.24", network: null, isInternal: false, requestId: "r-2" };

let world: Desk;
let garcia: Staff;
beforeAll(async () => {
  world = await startDesk();
  await world.enrol("faure-m");
  garcia = await world.signedIn("garcia-l");
});
afterAll(() => world.close());

const from = async <T>(caller: Caller, act: () => Promise<T>) =>
  withinRequest(world.services, await handedOn(world.services, caller, garcia.token), act);
const resets = async () => (await world.journal()).filter(({ kind }) => kind === "desk-reset.open").length;

describe("with neither the front server nor the middleware before it", () => {
  test("the guard of pages and actions asks for the network itself", async () => {
    expect(await from(desk, () => requireRole(deskRoles))).toMatchObject({ visitor: { login: "garcia-l" } });
    expect(await ledTo(from(elsewhere, () => requireRole(deskRoles)))).toBe("/refus/hors-reseau");
  });

  test("the guard of what concerns only oneself asks for no network", async () => {
    expect(await from(elsewhere, () => requireVisitor())).toMatchObject({ visitor: { login: "garcia-l" } });
  });

  test("whom the guard refuses for want of a role, the journal names", async () => {
    expect(await ledTo(from(desk, () => requireRole(["admin"])))).toBe("/refus/role");
    const refused = { kind: "role.refused", outcome: "refused", actor: "garcia-l", address: desk.address };
    expect((await world.journal()).at(-1)).toMatchObject(refused);
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

/** A session of somebody who has these roles, and whom the register does not hold. */
async function sessionWith(
  roles: readonly Role[],
  { isFrozen = false, studentId = null as string | null } = {},
): Promise<string> {
  const token = newToken();
  const now = world.services.clock.now();
  const somebody = { uid: "somebody", login: "somebody", displayName: "Somebody", address: desk.address };
  const times = { startedAt: now, lastSeenAt: now, rolesReadAt: now, expiresAt: expiryOf(now) };
  const frozenAt = isFrozen ? now : null;
  const session = { ...somebody, ...times, roles: [...roles], studentId, frozenAt };
  await insertSession(world.db, { ...session, tokenHash: hashToken(token) });
  return token;
}

test("the database away when an action asks who sends: the form says so, and keeps what was typed", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const { db, pool } = connectDatabase("postgres://nobody@127.0.0.1:1/nothing");
  const form = new FormData();
  form.set("cardNumber", "E2500104");
  form.set("cardChecked", "on");
  const headers = await handedOn(world.services, desk, garcia.token);
  const answer = await withinRequest({ ...world.services, db }, headers, () => openResetAction({}, form));
  await pool.end();
  expect(answer).toMatchObject({ alert: { title: expect.any(String) }, typed: { cardNumber: "E2500104" } });
  expect(warned.mock.calls.flat().join()).toContain("the database is unavailable");
});

test("a student's own pages are those of a student who signed in as one, with a row of their own", async () => {
  const as = async (roles: Role[], identifier: string | null) => {
    const row = identifier ? (await world.student(identifier)).id : null;
    const token = await sessionWith(roles, { studentId: row });
    const found = await withinRequest(world.services, await handedOn(world.services, desk, token), async () => {
      const { visitor } = await requireVisitor();
      return studentIdOf(visitor);
    });
    return found === null ? null : found === row;
  };
  const hugo = "hugo.bernard@etu.univ.example";
  expect(await as(["student"], hugo)).toBe(true);
  expect(await as(["student"], null)).toBeNull();
  // The row of a member of staff, even of one who also studies.
  expect(await as(["staff", "student"], "faure-m")).toBeNull();
  expect(await as(["staff"], hugo)).toBeNull();
});

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

  test("those of the demonstration, whether there is one", async () => {
    const some = actions.filter(({ name }) => name.startsWith("demo/"));
    const form = new FormData();
    for (const [name, value] of [
      ["where", "one-day-on"],
      ["confirmed", "on"],
    ] as const)
      form.set(name, value);
    const services = await forReal();
    const before = await world.journal();
    const sent = await handedOn(services, desk, await sessionWith(everyRole));
    // As a worker asks the process that started it, which has the embedded servers.
    const asked = vi.spyOn(process, "send" as never);
    for (const { name, run } of some)
      expect([name, await ledTo(withinRequest(services, sent, () => run({}, form)))]).toEqual([name, "/demo"]);
    expect(asked).not.toHaveBeenCalledWith(expect.objectContaining({ type: "demo-start-afresh" }));
    expect(await world.journal()).toEqual(before);
    expect(daysAhead(services.env.dataDir)).toBe(0);
    expect(some).not.toEqual([]);
  });
});

/** The same university out of demo mode, in the folder of a demonstration that had a mail. */
async function forReal(): Promise<Services> {
  const dataDir = mkdtempSync(join(tmpdir(), "trousseau-gate-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const { services } = world;
  const mail = { to: "hugo.bernard@mail.example", subject: "Bonjour", text: "Bonjour", html: "<p>Bonjour</p>" };
  await keepMail(dataDir, { ...mail, date: today.toISOString() }, today);
  return { ...services, env: { ...services.env, isDemo: false, dataDir } };
}

/** A word for each of those in brackets: of nobody and of nothing. */
const params = {
  ...{ population: "etudiant", identifier: "personne.inconnue@etu.univ.example" },
  ...{ id: "00000000-0000-4000-8000-000000000000", version: "99", figure: "personne.csv", file: "rien.png" },
  ...{ slug: "etape", reason: "role", nextauth: ["session"] },
};

/** What a page or a call answers: where it leads, or its status with the type of its problem. */
async function answerOf(sent: Record<string, string>, act: () => Promise<unknown>, services = world.services) {
  const about: Answer = { requestId: "r-1", headers: {} };
  let answered: string | number | null = null;
  const led = await answers.run(about, () =>
    ledTo(
      withinRequest(services, sent, async () => {
        const answer = await act();
        if (!(answer instanceof Response)) return;
        const type = answer.status < 400 ? "" : (await answer.json().catch(() => ({}))).type;
        answered = answer.headers.get("location") ?? (type ? `${answer.status} ${type}` : answer.status);
      }),
    ),
  );
  return led ?? answered ?? about.status ?? 200;
}

describe("each page and each call asks by itself", () => {
  interface Asking {
    name: string;
    ask(more?: Partial<typeof params>): Promise<unknown>;
  }

  /** What each of them answers that does not answer so. */
  async function others(
    expected: string | number,
    some: readonly Asking[],
    sent: Record<string, string>,
    services = world.services,
  ): Promise<string[]> {
    expect(some).not.toEqual([]);
    const found: string[] = [];
    for (const { name, ask } of some) {
      const answer = await answerOf(sent, ask, services);
      if (answer !== expected) found.push(`${name}: ${answer}`);
    }
    return found;
  }

  let pages: Asking[];
  let calls: Asking[];
  beforeAll(async () => {
    pages = (await everyPage()).map(({ name, show }) => ({
      name,
      ask: (more = {}) => show({ params: { ...params, ...more } }),
    }));
    calls = (await everyCall()).map(({ name, ask }) => ({
      name,
      ask: (more = {}) => {
        const body = name.includes("nextauth") ? new URLSearchParams() : {};
        return ask({ params: { ...params, ...more } }, name.startsWith("GET") ? undefined : body);
      },
    }));
  });

  /** Asked for by the address bar, where a form posts to leads to the page of the form. */
  const isWayBack = (answer: string) => /^GET (.*)\/(fichier|tirage): \/\1$/.test(answer);

  test.each<[where: string, roles: readonly Role[]]>([
    ["administration", ["admin", "dpo"]],
    ["personnel", deskRoles],
    ["ressources-humaines", ["human-resources"]],
    ["scolarite", ["registrar"]],
  ])("those of %s, for the network, and for the role", async (where, roles) => {
    const isThere = ({ name }: Asking) => new RegExp(`^(\\w+ )?${where}(/|$)`).test(name);
    const some = [...pages, ...calls].filter(isThere);
    const theirs = await sessionWith(roles);
    const ofOthers = await sessionWith(everyRole.filter((role) => !roles.includes(role)));
    for (const [expected, caller, token] of [
      ["/connexion", desk, null],
      ["/refus/hors-reseau", elsewhere, theirs],
      ["/refus/role", desk, ofOthers],
    ] as const) {
      const found = await others(expected, some, await handedOn(world.services, caller, token));
      expect(found.filter((answer) => !isWayBack(answer))).toEqual([]);
    }
  });

  test("whether a student has the screen, but for what anybody may read, and for the panel", async () => {
    const panel = "/personnel/mots-de-passe-etudiants";
    const token = await sessionWith(everyRole, { isFrozen: true });
    const sent = await handedOn(world.services, desk, token);
    const ofAnybody = [
      ...["", "(legal)", "aide", "charte", "demo", "problemes", "refus"],
      // Nothing is sent from these: see the actions.
      ...["ce-n-etait-pas-moi", "mail-de-secours", "mot-de-passe-oublie", "premiere-connexion", "telephone"],
    ];
    const isOfAnybody = (name: string) => ofAnybody.includes(name.split("/")[0] ?? "") && name !== "charte/acceptation";
    const some = pages.filter(({ name }) => !isOfAnybody(name) && `/${name}` !== panel);
    expect(await others(panel, some, sent)).toEqual([]);
    const files = calls.filter(({ name }) => !/ (api\/|accent|logo|.*\/(lien|confirmer)$)/.test(name));
    expect((await others(panel, files, sent)).filter((answer) => !isWayBack(answer))).toEqual([]);
    const frozen = "409 /problemes/remise-en-cours";
    const openToAll = / api\/(auth|demo|health|openapi\.json|refus|\[\[\.\.\.path\]\])/;
    const api = calls.filter(({ name }) => / api\//.test(name) && !openToAll.test(name));
    expect(await others(frozen, api, sent)).toEqual([]);
    const ofNextAuth = [
      ...["GET session", "GET providers", "GET signin", "GET error"],
      ...["POST callback/credentials", "POST signin/credentials"],
    ].map((name) => {
      const [method, action = ""] = name.split(" ");
      const call = calls.find((each) => each.name === `${method} api/auth/[...nextauth]`);
      return { name, ask: async () => call?.ask({ nextauth: action.split("/") }) };
    });
    expect(await others(frozen, ofNextAuth, sent)).toEqual([]);
  });

  test("those of the demonstration, whether there is one", async () => {
    const services = await forReal();
    const sent = await handedOn(services, desk, await sessionWith(everyRole));
    const [{ id } = { id: "" }] = await readMailbox(services.env.dataDir);
    const isOfIt = ({ name }: { name: string }) => /^demo(\/|$)| api\/demo\//.test(name);
    const withMail = (all: typeof pages) =>
      all.filter(isOfIt).map(({ name, ask }) => ({ name, ask: () => ask({ id }) }));
    expect(await others(404, withMail(pages), sent, services)).toEqual([]);
    expect(await others("404 /problemes/introuvable", withMail(calls), sent, services)).toEqual([]);
  });
});
