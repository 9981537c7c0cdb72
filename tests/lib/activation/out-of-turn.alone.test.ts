// What Next sets up before anything else of it is loaded.
import "next/dist/server/node-environment-baseline";

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pathOf } from "@/app/premiere-connexion/[population]/paths";
import {
  activations,
  addressConfirmations,
  charterAcceptances,
  outgoingMails,
  recoveryAddresses,
  students,
} from "@/db/schema";
import { acceptCharter } from "@/lib/activation/accept-charter";
import type { Activation } from "@/lib/activation/current-activation";
import { giveRecoveryEmail } from "@/lib/activation/give-recovery-email";
import { setFirstPassword } from "@/lib/activation/set-first-password";
import { type ProvenStep, steps } from "@/lib/activation/steps";
import type { AuditKind } from "@/lib/audit/kinds";
import { pathHeader } from "@/lib/session/paths";
import {
  activationOf,
  asked,
  caller,
  camille,
  ines,
  lastConfirmation,
  maxime,
  newPassword,
  open,
  startWorld,
  type World,
} from "@/tests/support/first-connections";
import { handedOn, ledTo, withinRequest } from "@/tests/support/request-scope";
import { everyAction, everyCall, everyPage } from "@/tests/support/what-answers";

const [, giving, reading, choosing, done] = steps;
const wherever = [giving, reading, choosing, done];
const untilOpen = [giving, reading, choosing];

/** At which steps each page, action and call of a first connection is of use. Anything that is not there yet is to be written down here. */
const turns: Record<string, readonly ProvenStep[] | "asks for a sheet"> = {
  "premiere-connexion/[population]": [],
  "premiere-connexion/[population]/mail-de-secours": wherever,
  "premiere-connexion/[population]/charte": [reading],
  "premiere-connexion/[population]/mot-de-passe": [choosing],
  "premiere-connexion/[population]/termine": [done],
  "premiere-connexion/[population]/openActivationAction": "asks for a sheet",
  "premiere-connexion/[population]/mail-de-secours/giveRecoveryEmailAction": untilOpen,
  "premiere-connexion/[population]/mail-de-secours/confirmCodeAction": wherever,
  "premiere-connexion/[population]/mail-de-secours/resendAction": wherever,
  "premiere-connexion/[population]/charte/acceptCharterAction": [reading],
  "premiere-connexion/[population]/mot-de-passe/setFirstPasswordAction": [choosing],
  "GET api/v1/activation": wherever,
  "POST api/v1/activation": "asks for a sheet",
  "PUT api/v1/activation/recovery-email": untilOpen,
  "POST api/v1/activation/recovery-email/confirmation": wherever,
  "PUT api/v1/activation/charter": [reading],
  "PUT api/v1/activation/password": [choosing],
};

let world: World;
/** Each of them by its name; `sent` is the form, or the body. A page is asked for, a GET too. */
let doors: Map<string, (sent: Record<string, string | number | boolean>, population: string) => Promise<unknown>>;
beforeAll(async () => {
  world = await startWorld();
  await world.enrol(camille.identifier, ines.identifier, maxime.identifier);
  const ofIt = /^(premiere-connexion\/\[population\]|api\/v1\/activation)\//;
  const [pages, actions, calls] = await Promise.all([everyPage(ofIt), everyAction(ofIt), everyCall(ofIt)]);
  doors = new Map([
    ...pages.map(
      ({ name, show }) => [name, (_: object, population: string) => show({ params: { population } })] as const,
    ),
    ...actions.map(({ name, run }) => [name, (sent: object) => run({}, formOf(sent))] as const),
    ...calls.map(
      ({ name, ask }) => [name, (sent: object) => ask({}, name.startsWith("GET") ? undefined : sent)] as const,
    ),
  ]);
});
afterAll(() => world.close());

function formOf(sent: object): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(sent)) form.set(name, String(value));
  return form;
}

/** What each of them would take, in its turn. */
const whole = {
  ...{ recoveryEmail: "thief@mail.example", email: "thief@mail.example", code: "000000" },
  ...{ charterAccepted: "on", accepted: true, version: 1, locale: "fr" },
  ...newPassword,
};

/** Where a door leads: an address, or the status, the type and the step of a problem; null when it opens. */
async function through(name: string, token: string | undefined, { sent = {}, population = "etudiant" } = {}) {
  const headers = {
    ...(await handedOn(world.services, caller, null)),
    [pathHeader]: `/premiere-connexion/${population}/charte`,
    ...(token && { cookie: `trousseau_activation=${token}` }),
  };
  let problem: string | null = null;
  const where = await ledTo(
    withinRequest(world.services, headers, async () => {
      const answer = await doors.get(name)?.(sent, population);
      if (!(answer instanceof Response) || answer.ok) return;
      const { type, step } = await answer.json();
      problem = [answer.status, type.replace("/problemes/", ""), step].filter(Boolean).join(" ");
    }),
  );
  return where ?? problem;
}

/** What takes a step, and the kind of line that its refusal is in the journal. */
const attempted: Record<string, AuditKind> = {
  "premiere-connexion/[population]/mail-de-secours/giveRecoveryEmailAction": "activation.recovery-email",
  "premiere-connexion/[population]/charte/acceptCharterAction": "activation.charter",
  "premiere-connexion/[population]/mot-de-passe/setFirstPasswordAction": "activation.password",
  "PUT api/v1/activation/recovery-email": "activation.recovery-email",
  "PUT api/v1/activation/charter": "activation.charter",
  "PUT api/v1/activation/password": "activation.password",
};

/** All that a first connection writes, when it was last seen excepted. */
async function written() {
  const { db } = world;
  const kept = await Promise.all([
    db.select().from(activations).orderBy(activations.startedAt),
    ...[addressConfirmations, charterAcceptances, outgoingMails, recoveryAddresses, students].map((table) =>
      db.select().from(table).orderBy(table.id),
    ),
  ]);
  return JSON.stringify(kept, (key, value) => (key === "lastSeenAt" ? undefined : value));
}

/** What stands behind the doors, and at which steps. */
const attempts: readonly [readonly ProvenStep[], (activation: Activation) => Promise<unknown>][] = [
  [untilOpen, (activation) => giveRecoveryEmail(world.services, activation, whole.email, asked)],
  [[reading], (activation) => acceptCharter(world.services, activation, { version: 1, locale: "fr" }, caller)],
  [[choosing], (activation) => setFirstPassword(world.services, activation, newPassword, asked)],
];

const turnsAt = (step: ProvenStep) =>
  Object.entries(turns).flatMap(([name, at]) =>
    at === "asks for a sheet" ? [] : [[name, at.includes(step)] as const],
  );

test("each page, action and call of a first connection has its turn", () => {
  expect([...doors.keys()].sort()).toEqual(Object.keys(turns).sort());
});

describe("whoever is at another step is led to theirs, and nothing of what they sent is written", () => {
  let token = "";
  const advance: Record<ProvenStep, () => Promise<{ ok: boolean }>> = {
    "recovery-email": async () => {
      token = await open(world, camille);
      return { ok: true };
    },
    charter: async () =>
      giveRecoveryEmail(world.services, await activationOf(world, token), "cam@laposte.example", asked),
    password: async () =>
      acceptCharter(world.services, await activationOf(world, token), { version: 1, locale: "fr" }, caller),
    done: async () => setFirstPassword(world.services, await activationOf(world, token), newPassword, asked),
  };

  test.each(wherever)("at %s", async (step) => {
    expect(await advance[step]()).toMatchObject({ ok: true });
    const before = await written();
    for (const [name, isTheirTurn] of turnsAt(step)) {
      if (isTheirTurn) {
        // An action that is due does what it does: first-connection.test.ts and its like.
        if (!name.endsWith("Action") && !/^P/.test(name))
          expect([name, await through(name, token)]).toEqual([name, null]);
        continue;
      }
      // Of nothing at all that was sent, too: which step is due comes first.
      for (const sent of [{}, whole]) {
        const already = (await world.journal()).length;
        const where = (await through(name, token, { sent })) ?? "";
        const expected = name.includes(" ") ? `409 etape ${step}` : pathOf(step, "student");
        expect([name, where.replace("?deja-ouvert=oui", "")]).toEqual([name, expected]);
        const kind = attempted[name];
        const lines = (await world.journal()).slice(already).filter((line) => line.outcome === "refused");
        const line = { kind, subject: camille.identifier };
        expect([name, lines]).toEqual([name, kind ? [expect.objectContaining(line)] : []]);
      }
    }
    // Behind the doors it is asked again: what a page knew may have changed since.
    for (const [due, attempt] of attempts) {
      if (due.includes(step)) continue;
      const [believed = done] = due;
      const outcome = await attempt({ ...(await activationOf(world, token)), step: believed });
      expect([due, outcome]).toEqual([due, expect.objectContaining({ ok: false, reason: "step", step })]);
    }
    expect(await written()).toBe(before);
    expect(await world.ldap.canBind("camille.martin", newPassword.newPassword)).toBe(step === done);
  });
});

/** What is behind the first door: it opens to nobody who has no first connection under way. */
const behind = Object.keys(turns).filter((name) => turns[name]?.length !== 0 && turns[name] !== "asks for a sheet");

test.each<[whose: string, where: string, tokenOf: () => Promise<string | undefined>]>([
  ["none", "/premiere-connexion/etudiant", async () => undefined],
  ["one that nobody was given", "/premiere-connexion/etudiant?interrompue=oui", async () => "x".repeat(43)],
  [
    "one whose sheet was typed again elsewhere",
    "/premiere-connexion/etudiant?interrompue=oui",
    async () => {
      const earlier = await open(world, ines);
      await open(world, ines);
      return earlier;
    },
  ],
])("a browser that has %s is led to the first step, and a call is told so", async (_, where, tokenOf) => {
  const token = await tokenOf();
  const before = await written();
  for (const name of behind.filter((name) => !name.startsWith("GET"))) {
    const expected = name.includes(" ") ? "401 session-absente" : where;
    expect([name, await through(name, token, { sent: whole })]).toEqual([name, expected]);
  }
  expect(await written()).toBe(before);
});

test("behind the door of the others, each is led back behind their own", async () => {
  const ofStaff = await open(world, maxime);
  const ofStudent = await open(world, ines);
  for (const name of behind.filter((name) => !name.includes(" "))) {
    const student = await through(name, ofStudent, { sent: whole, population: "personnel" });
    const staff = await through(name, ofStaff, { sent: whole });
    expect([name, student, staff]).toEqual([name, pathOf(giving, "student"), pathOf(giving, "staff")]);
  }
});

test("half an hour after the mail, where its address must be confirmed, one may type its code and nothing else", async () => {
  const institution = { ...world.services.institution, recoveryConfirmation: "required" as const };
  const before = world.services;
  world.services = { ...before, institution };
  const token = await open(world, ines);
  const address = "ines@laposte.example";
  await giveRecoveryEmail(world.services, await activationOf(world, token), address, asked);
  world.pass(31);
  const asItWas = await written();
  for (const name of ["giveRecoveryEmailAction", "resendAction"].map(
    (action) => behind.find((each) => each.endsWith(action)) ?? "",
  )) {
    expect([name, await through(name, token, { sent: whole })]).toEqual([
      name,
      "/premiere-connexion/etudiant?interrompue=oui",
    ]);
  }
  expect(await through("PUT api/v1/activation/recovery-email", token, { sent: whole })).toBe("401 session-absente");
  expect(await written()).toBe(asItWas);
  const { code } = await lastConfirmation(world, address);
  expect(await through("POST api/v1/activation/recovery-email/confirmation", token, { sent: { code } })).toBeNull();
  expect((await activationOf(world, token)).step).toBe("charter");

  // Another address that nobody has confirmed yet: the password waits for it, even one that is sent by a page of before.
  await acceptCharter(world.services, await activationOf(world, token), { version: 1, locale: "fr" }, caller);
  const ready = await activationOf(world, token);
  expect(ready.step).toBe("password");
  await giveRecoveryEmail(world.services, ready, "ines@orange.example", asked);
  expect(await setFirstPassword(world.services, ready, newPassword, asked)).toMatchObject({ step: "recovery-email" });
  world.services = before;
});

test.each(["premiere-connexion/[population]/charte/acceptCharterAction", "PUT api/v1/activation/charter"])(
  "the charter sent back without its box ticked is not accepted, and the journal says so: %s",
  async (name) => {
    const token = await open(world, ines);
    await giveRecoveryEmail(world.services, await activationOf(world, token), "ines@laposte.example", asked);
    const before = await written();
    const answer = await through(name, token, { sent: { version: 1, locale: "fr", accepted: false } });
    expect(answer).toBe(name.includes(" ") ? "422 champs-refuses" : null);
    expect(await written()).toBe(before);
    expect((await world.journal()).at(-1)).toMatchObject({
      kind: "activation.charter",
      outcome: "refused",
      reason: "not-accepted",
      subject: ines.identifier,
    });
  },
);
