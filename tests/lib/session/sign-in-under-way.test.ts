import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { accountBlocks, deskResets, passwordLinks, reportLinks, sessions, students } from "@/db/schema";
import { suspendBlocked } from "@/lib/account-block/suspend-blocked";
import { setFirstPassword } from "@/lib/activation/set-first-password";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { endProofs, enterGate } from "@/lib/session/queries";
import { signIn } from "@/lib/session/sign-in";
import { visitorOf } from "@/lib/session/visitor-of";
import { type Reports, startReports } from "@/tests/support/change-reports";
import { chosen, desk } from "@/tests/support/desk";
import {
  activationOf,
  asked,
  caller,
  camille,
  printSheet,
  revokeSheets,
  untilPassword,
} from "@/tests/support/first-connections";
import { hugo, hugosPassword } from "@/tests/support/forgotten-passwords";
import { lockWaiters } from "@/tests/support/lock-waiters";

const other = "Falaise-88-Mouette";
/** By which the directory finds the same person as by their student identifier. */
const staffLogin = "bernard-h";

let world: Reports;
beforeAll(async () => {
  world = await startReports();
});
afterAll(() => world.close());
afterEach(() => world.begunAgain());

/** Whose password is about to be worth nothing, and what ends it. */
interface Ending {
  identifier: string;
  password: string;
  end(): Promise<unknown>;
}

const hugos = { identifier: hugo, password: hugosPassword };

async function personOf(identifier: string): Promise<DirectoryPerson> {
  const person = await world.ldap.directory.findByLogin(identifier);
  if (!person) throw new Error(`${identifier} has no entry`);
  return person;
}

/** Camille has a sheet, and a password all the same: as after a first connection that was cut short, or where IT had opened the account. */
async function byFirstConnection(): Promise<Ending> {
  const { identifier, provisionalPassword } = camille;
  const { id } = await world.student(identifier);
  const now = world.services.clock.now();
  await world.db.update(students).set({ activatedAt: null }).where(eq(students.id, id));
  await revokeSheets(world.db, id, now);
  await printSheet(world.db, id, provisionalPassword, 1, now);
  const person = await personOf(identifier);
  await world.ldap.directory.setPassword(person, other);
  await world.ldap.directory.activate(person);
  const token = await untilPassword(world, camille);
  const typed = { newPassword: chosen, newPasswordConfirmation: chosen };
  const end = async () => setFirstPassword(world.services, await activationOf(world, token), typed, asked);
  return { identifier, password: other, end };
}

const endings: Record<string, () => Promise<Ending>> = {
  async "a mailed link"() {
    const token = await world.mailed();
    return { ...hugos, end: () => world.set(token) };
  },
  async "« Mon compte »"() {
    const browser = await world.inAs();
    return { ...hugos, end: () => world.change(browser, chosen) };
  },
  async "a desk"() {
    const garcia = await world.signedIn("garcia-l");
    const id = await world.opened(garcia, "E2500104");
    return { ...hugos, end: () => world.complete(garcia, id) };
  },
  async "a report"() {
    const { token } = await world.changedAtDesk();
    return { ...hugos, password: chosen, end: () => world.report(token) };
  },
  async "a suspension"() {
    const { garcia, token } = await world.changedAtDesk();
    await world.report(token);
    const request = { visitor: garcia.visitor, caller: desk, student: await world.student(hugo) };
    return { ...hugos, password: chosen, end: () => suspendBlocked(world.services, request) };
  },
  "a first connection": byFirstConnection,
};

/** Signs in by this login as the person with this identifier; `meanwhile` happens once, when the directory has found the password right. */
async function signInWhile(login: string, { identifier, password }: Ending, meanwhile: () => Promise<unknown>) {
  const { directory } = world.services;
  let proofs = 0;
  const slow: typeof directory = {
    ...directory,
    findByLogin: (asked) => directory.findByLogin(asked === staffLogin ? identifier : asked),
    async authenticate(...claim) {
      const outcome = await directory.authenticate(...claim);
      proofs++;
      if (proofs === 1) {
        expect(outcome).toEqual({ ok: true });
        await meanwhile();
      }
      return outcome;
    },
  };
  const typed = { username: login, password, caller, former: null };
  const outcome = await signIn({ ...world.services, directory: slow }, typed);
  return { outcome, proofs };
}

const logins = ["student identifier", "staff login"] as const;
const rows = Object.keys(endings).flatMap((way) => logins.map((by) => [by, way] as const));

test.each(rows)("a sign-in by %s, proven an instant before %s, is asked about anew and refused", async (by, way) => {
  const ending = await endings[way]?.();
  if (!ending) throw new Error(`nothing ends by ${way}`);
  world.pass(1);
  const login = by === "staff login" ? staffLogin : ending.identifier;
  const { outcome, proofs } = await signInWhile(login, ending, async () => {
    world.pass(1);
    expect(await ending.end()).toEqual({ ok: true });
    // A report leaves the password as it was: with another one, given elsewhere, who is asked again is seen.
    if (way === "a report") await world.ldap.directory.setPassword(await personOf(ending.identifier), other);
  });
  expect(outcome).toMatchObject({ ok: false });
  expect(proofs).toBe(2);
});

test("a sign-in under way sees the second of two changes, the first one being known to it", async () => {
  const browser = await world.inAs();
  world.pass(1);
  expect(await world.change(browser, other)).toEqual({ ok: true });
  world.pass(1);
  const { outcome } = await signInWhile(hugo, { ...hugos, password: other, end: async () => {} }, async () => {
    world.pass(1);
    expect(await world.change(browser, chosen, other)).toEqual({ ok: true });
  });
  expect(outcome).toEqual({ ok: false, reason: "wrong-password" });
});

test("a sign-in that comes to the gate while a change is being written waits for it, and is asked about anew", async () => {
  let underWay: ReturnType<typeof signInWhile> | undefined;
  await world.db.transaction(async (tx) => {
    await endProofs(tx, "hugo.bernard", world.services.clock.now());
    underWay = signInWhile(hugo, { ...hugos, end: async () => {} }, async () => {});
    await expect.poll(() => lockWaiters(world.db)).toBe(1);
  });
  expect(await underWay).toMatchObject({ outcome: { ok: true }, proofs: 2 });
});

test("a sign-in under way while nothing changes opens its session, and asks once", async () => {
  await world.change(await world.inAs(), other);
  const { outcome, proofs } = await signInWhile(
    staffLogin,
    { ...hugos, password: other, end: async () => {} },
    async () => world.pass(1),
  );
  expect(outcome).toMatchObject({ ok: true, visitor: { uid: "hugo.bernard", login: staffLogin } });
  expect(proofs).toBe(1);
});

test("while the directory is being shut the password is still right: what it opened then, or was about to, is over", async () => {
  const { garcia, token } = await world.changedAtDesk();
  await world.report(token);
  const ending = { ...hugos, password: chosen, end: async () => {} };
  const { directory } = world.services;
  let opened: string | null = null;
  let underWay: ReturnType<typeof signInWhile> | undefined;
  let letGo = () => {};
  const shutting: typeof directory = {
    ...directory,
    async suspend(person) {
      world.pass(1);
      const { token } = await world.inAs(hugo, chosen);
      expect(await visitorOf(world.services, token)).not.toBeNull();
      opened = token;
      const isShut = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      await new Promise<void>((isProven) => {
        underWay = signInWhile(hugo, ending, () => {
          isProven();
          return isShut;
        });
      });
      await directory.suspend(person);
      world.pass(1);
    },
  };
  const request = { visitor: garcia.visitor, caller: desk, student: await world.student(hugo) };
  expect(await suspendBlocked({ ...world.services, directory: shutting }, request)).toEqual({ ok: true });
  letGo();
  expect((await underWay)?.outcome).toMatchObject({ ok: false });
  expect(await visitorOf(world.services, opened ?? "")).toBeNull();
});

test.each(Object.entries(endings))(
  "%s that waits at the gate holds nothing yet of what whoever is in it takes next: neither waits for the other",
  async (_, prepare) => {
    const { identifier, end } = await prepare();
    world.pass(1);
    const { uid } = await personOf(identifier);
    const { id } = await world.student(identifier);
    let ended: Promise<unknown> | undefined;
    await world.db.transaction(async (tx) => {
      await enterGate(tx, uid);
      ended = end();
      await expect.poll(() => lockWaiters(world.db)).toBe(1);
      await tx.execute(sql`set local lock_timeout = '500ms'`);
      await tx.select().from(students).where(eq(students.id, id)).for("update");
      for (const table of [deskResets, sessions, passwordLinks, accountBlocks, reportLinks])
        await tx.select().from(table).where(eq(table.studentId, id)).for("update");
    });
    expect(await ended).toEqual({ ok: true });
  },
);
