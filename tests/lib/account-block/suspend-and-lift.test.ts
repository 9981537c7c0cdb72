import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { accountBlocks } from "@/db/schema";
import { liftBlocked } from "@/lib/account-block/lift-blocked";
import { suspendBlocked } from "@/lib/account-block/suspend-blocked";
import { suspendReported } from "@/lib/desk-reset/suspend-reported";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { ChangeNotConfirmed } from "@/lib/directory/unexpected";
import { DirectoryUnavailable } from "@/lib/errors";
import { readLink } from "@/lib/forgotten-password/read-link";
import { enterGate } from "@/lib/session/queries";
import { visitorOf } from "@/lib/session/visitor-of";
import { type Reports, startReports } from "@/tests/support/change-reports";
import { chosen, desk } from "@/tests/support/desk";
import { today } from "@/tests/support/first-connections";
import { hugo, hugosPassword } from "@/tests/support/forgotten-passwords";
import { held } from "@/tests/support/held";
import { lockWaiters } from "@/tests/support/lock-waiters";

const other = "Falaise-88-Mouette";

let world: Reports;
beforeAll(async () => {
  world = await startReports();
});
afterAll(() => world.close());
afterEach(() => world.begunAgain());

const changedAtDesk = () => world.changedAtDesk();

test("staff confirm it: the directory shuts the account to its password, and the card at a desk opens it again", async () => {
  const { token, garcia } = await changedAtDesk();
  await world.report(token);
  const { id, identifier } = await world.student(hugo);
  const suspend = () =>
    suspendBlocked(world.services, { visitor: garcia.visitor, caller: desk, student: { id, identifier } });
  const lines = await world.linesOf(async () => {
    expect(await Promise.all([suspend(), suspend()])).toEqual([{ ok: true }, { ok: true }]);
    expect(await suspend()).toEqual({ ok: true });
  });
  expect(lines.filter((line) => line.endsWith("succeeded")).length).toBeGreaterThan(0);
  expect(await world.entry("hugo.bernard", "supannRessourceEtat")).toEqual(["{COMPTE}S:SupannVerrouille"]);
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(false);
  world.pass(1);
  expect(await world.complete(garcia, await world.opened(garcia, "E2500104"), other)).toEqual({ ok: true });
  expect(await world.entry("hugo.bernard", "supannRessourceEtat")).toEqual(["{COMPTE}A:SupannActif"]);
  expect(await world.ldap.canBind("hugo.bernard", other)).toBe(true);
  expect((await world.blocks()).every(({ liftedAt }) => liftedAt !== null)).toBe(true);
});

test("at a desk the card that was checked is enough to shut the account at once; a card on another desk is not", async () => {
  const { token, garcia } = await changedAtDesk();
  await world.report(token);
  const [id, petit] = [await world.opened(garcia, "E2500104"), await world.signedIn("petit-s")];
  const from = ({ visitor }: typeof garcia) => suspendReported(world.services, { visitor, caller: desk, id });
  expect(await from(petit)).toEqual({ ok: false, reason: "not-found" });
  const frozen = { ...garcia, visitor: { ...garcia.visitor, isFrozen: true } };
  expect(await from(frozen)).toEqual({ ok: false, reason: "not-found" });
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
  expect(await from(garcia)).toEqual({ ok: true });
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(false);
  world.pass(6);
  expect(await from(garcia)).toEqual({ ok: false, reason: "not-found" });
});

test("what IT suspended on its own is IT's to lift: the desk refuses, whatever its holder reported; and nobody suspends an account that is not blocked", async () => {
  const { token, garcia } = await changedAtDesk();
  const { id, identifier } = await world.student(hugo);
  const suspend = () =>
    suspendBlocked(world.services, { visitor: garcia.visitor, caller: desk, student: { id, identifier } });
  expect(await suspend()).toEqual({ ok: false, reason: "not-blocked" });
  await world.report(token);
  await world.setEntry("hugo.bernard", { password: hugosPassword, state: "suspended" });
  expect(await world.open(garcia, "E2500104")).toMatchObject({ ok: false, reason: "account-suspended" });
  expect(await suspend()).toEqual({ ok: false, reason: "suspended-by-it" });
  expect(await world.open(garcia, "E2500104")).toMatchObject({ ok: false, reason: "account-suspended" });
});

test("shut, or opened again, by a directory whose answer is lost: it has not failed, the line stays open, and the same gesture ends it", async () => {
  const { token } = await changedAtDesk();
  await world.report(token);
  await world.setEntry("hugo.bernard", { password: chosen, affiliations: ["student", "employee", "member"] });
  const student = await world.student(hugo);
  const petit = await world.signedIn("petit-s");
  const request = { visitor: petit.visitor, caller: desk, student };
  const { directory } = world.services;
  const unanswered = (change: typeof directory.suspend) => async (person: DirectoryPerson) => {
    await change(person);
    throw new ChangeNotConfirmed(new Error("no answer"), true);
  };
  const losing = {
    ...world.services,
    directory: { ...directory, suspend: unanswered(directory.suspend), activate: unanswered(directory.activate) },
  };
  const late = await world.inAs(hugo, chosen);
  const suspending = await world.linesOf(async () => {
    await expect(suspendBlocked(losing, request)).rejects.toThrow(DirectoryUnavailable);
    expect(await visitorOf(world.services, late.token)).toBeNull();
    const meanwhile = await world.signedInAsStaff(late.visitor);
    expect(await suspendBlocked(world.services, request)).toEqual({ ok: true });
    expect(await visitorOf(world.services, meanwhile)).toBeNull();
  });
  expect(suspending).toEqual(["account-block.suspend begun", "account-block.suspend succeeded"]);
  const lifting = await world.linesOf(async () => {
    await expect(liftBlocked(losing, request)).rejects.toThrow(DirectoryUnavailable);
    expect(await liftBlocked(world.services, request)).toEqual({ ok: true });
  });
  expect(lifting).toEqual(["account-block.lift begun", "account-block.lift begun", "account-block.lift succeeded"]);
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
});

test("who works here too is helped by no desk: IT opens the account again, in the directory as well, and nobody else's", async () => {
  const { token, garcia } = await changedAtDesk();
  const link = await world.mailed();
  await world.report(token);
  const { id, identifier } = await world.student(hugo);
  const petit = await world.signedIn("petit-s");
  const request = { visitor: petit.visitor, caller: desk, student: { id, identifier } };
  const lift = () => liftBlocked(world.services, request);
  expect(await suspendBlocked(world.services, request)).toEqual({ ok: true });
  expect(await lift()).toEqual({ ok: false, reason: "desk-lifts-it" });
  await world.setEntry("hugo.bernard", { affiliations: ["student", "employee", "member"] });
  const person = await world.services.directory.findByIdentifier(hugo);
  if (person) await world.services.directory.suspend(person);
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(false);
  expect(await world.open(garcia, "E2500104")).toMatchObject({ ok: false, reason: "also-staff" });
  const away = { ...world.services.directory, activate: () => Promise.reject(new DirectoryUnavailable("away")) };
  await expect(liftBlocked({ ...world.services, directory: away }, request)).rejects.toThrow(DirectoryUnavailable);
  expect((await world.blocks()).every(({ liftedAt }) => liftedAt === null)).toBe(true);
  const lines = await world.linesOf(async () => {
    expect(await lift()).toEqual({ ok: true });
    expect(await lift()).toEqual({ ok: false, reason: "not-blocked" });
  });
  expect(lines).toEqual([
    "account-block.lift begun",
    "account-block.lift succeeded",
    "account-block.lift refused not-blocked",
  ]);
  expect(await world.entry("hugo.bernard", "supannRessourceEtat")).toEqual(["{COMPTE}A:SupannActif"]);
  expect(await world.ldap.canBind("hugo.bernard", chosen)).toBe(true);
  // What a mailbox held before the report stays worth nothing.
  expect(await readLink(world.services, link)).toEqual({ state: "over" });
});

describe("of somebody who works here too, whose block IT lifts", () => {
  const affiliations = ["student", "employee", "member"];
  const stateOfHugo = () => world.entry("hugo.bernard", "supannRessourceEtat");

  async function reported() {
    const { token } = await changedAtDesk();
    await world.report(token);
    const { visitor } = await world.signedIn("petit-s");
    return { visitor, caller: desk, student: await world.student(hugo) };
  }

  test("the account that IT had suspended on its own stays shut", async () => {
    const request = await reported();
    await world.setEntry("hugo.bernard", { affiliations, state: "suspended" });
    expect(await liftBlocked(world.services, request)).toEqual({ ok: true });
    expect(await stateOfHugo()).toEqual(["{COMPTE}S:SupannVerrouille"]);
  });

  test("the account that has closed since it was suspended stays closed", async () => {
    const request = await reported();
    expect(await suspendBlocked(world.services, request)).toEqual({ ok: true });
    await world.setEntry("hugo.bernard", { affiliations, state: "inactive" });
    const before = await stateOfHugo();
    expect(await liftBlocked(world.services, request)).toEqual({ ok: true });
    expect(await stateOfHugo()).toEqual(before);
  });

  test("two at once lift it once: the second is told, and the block keeps the first", async () => {
    const request = await reported();
    await world.setEntry("hugo.bernard", { affiliations });
    expect(await suspendBlocked(world.services, request)).toEqual({ ok: true });
    const { visitor: first } = await world.signedIn("garcia-l");
    const { directory } = world.services;
    const slow = {
      ...directory,
      async activate(person: DirectoryPerson) {
        expect(await liftBlocked(world.services, { ...request, visitor: first })).toEqual({ ok: true });
        await directory.activate(person);
      },
    };
    const lines = await world.linesOf(async () => {
      const second = await liftBlocked({ ...world.services, directory: slow }, request);
      expect(second).toEqual({ ok: false, reason: "not-blocked" });
    });
    expect(lines).toEqual([
      "account-block.lift begun",
      "account-block.lift begun",
      "account-block.lift succeeded",
      "account-block.lift refused not-blocked",
    ]);
    expect(await world.blocks()).toMatchObject([{ liftedBy: "garcia-l" }]);
  });
});

test("shut by staff while a desk's password is on its way: the card lifts that too, and the account ends open", async () => {
  const { token, garcia } = await changedAtDesk();
  await world.report(token);
  world.pass(1);
  const { id, identifier } = await world.student(hugo);
  const { services, letGo, isThere } = held(world.services);
  const atDesk = world.complete(garcia, await world.opened(garcia, "E2500104"), other, services);
  await isThere;
  const request = { visitor: garcia.visitor, caller: desk, student: { id, identifier } };
  expect(await suspendBlocked(world.services, request)).toEqual({ ok: true });
  letGo();
  expect(await atDesk).toEqual({ ok: true });
  expect(await world.entry("hugo.bernard", "supannRessourceEtat")).toEqual(["{COMPTE}A:SupannActif"]);
  expect(await world.ldap.canBind("hugo.bernard", other)).toBe(true);
});

test("shut by staff while a desk's password is on its way, for so long that the desk has set another since: the account ends open too", async () => {
  const { garcia } = await changedAtDesk();
  world.pass(1);
  const reset = await world.opened(garcia, "E2500104");
  const { services, letGo, isThere } = held(world.services);
  const late = world.complete(garcia, reset, other, services);
  await isThere;
  world.pass(1);
  expect(await world.complete(garcia, reset)).toEqual({ ok: true });
  expect(await world.report(await world.newest(hugo))).toEqual({ ok: true });
  const student = await world.student(hugo);
  expect(await suspendBlocked(world.services, { visitor: garcia.visitor, caller: desk, student })).toEqual({
    ok: true,
  });
  letGo();
  expect(await late).toEqual({ ok: true });
  expect((await world.blocks()).every(({ liftedAt }) => liftedAt !== null)).toBe(true);
  expect(await world.entry("hugo.bernard", "supannRessourceEtat")).toEqual(["{COMPTE}A:SupannActif"]);
});

test("suspended by IT on its own while a desk's password is on its way: the card lifts the report, and not that", async () => {
  const { token, garcia } = await changedAtDesk();
  await world.report(token);
  world.pass(1);
  const { services, letGo, isThere } = held(world.services);
  const atDesk = world.complete(garcia, await world.opened(garcia, "E2500104"), other, services);
  await isThere;
  const person = await world.services.directory.findByIdentifier(hugo);
  if (person) await world.services.directory.suspend(person);
  letGo();
  expect(await atDesk).toEqual({ ok: true });
  expect((await world.blocks()).every(({ liftedAt }) => liftedAt !== null)).toBe(true);
  expect(await world.entry("hugo.bernard", "supannRessourceEtat")).toEqual(["{COMPTE}S:SupannVerrouille"]);
});

test("shut by somebody else while the directory is asked: it is done, and not taken for what IT did on its own", async () => {
  const { token, garcia } = await changedAtDesk();
  await world.report(token);
  const request = { visitor: garcia.visitor, caller: desk, student: await world.student(hugo) };
  const { directory } = world.services;
  const slow = {
    ...directory,
    async findByLogin(login: string) {
      expect(await suspendBlocked(world.services, request)).toEqual({ ok: true });
      return directory.findByLogin(login);
    },
  };
  expect(await suspendBlocked({ ...world.services, directory: slow }, request)).toEqual({ ok: true });
});

/** A desk lifts the block, and `then` happens, while the directory is being shut. */
async function liftedWhileShut(then: () => Promise<unknown> = async () => {}): Promise<void> {
  const { token, garcia } = await changedAtDesk();
  await world.report(token);
  world.pass(1);
  const student = await world.student(hugo);
  const reset = await world.opened(garcia, "E2500104");
  const { directory } = world.services;
  const slow = {
    ...directory,
    async suspend(person: Parameters<typeof directory.suspend>[0]) {
      expect(await world.complete(garcia, reset, other)).toEqual({ ok: true });
      await then();
      await directory.suspend(person);
    },
  };
  const request = { visitor: garcia.visitor, caller: desk, student };
  expect(await suspendBlocked({ ...world.services, directory: slow }, request)).toEqual({
    ok: false,
    reason: "lifted-meanwhile",
  });
}

test("a desk that lifts the block while the directory is being shut: the account ends open", async () => {
  await liftedWhileShut();
  expect(await world.ldap.canBind("hugo.bernard", other)).toBe(true);
});

test("a desk that lifts the block while the directory is being shut, and another report after it: the account ends open, and the new block says so", async () => {
  await liftedWhileShut(async () => expect(await world.report(await world.newest(hugo))).toEqual({ ok: true }));
  expect(await world.entry("hugo.bernard", "supannRessourceEtat")).toEqual(["{COMPTE}A:SupannActif"]);
  const [block] = (await world.blocks()).filter(({ liftedAt }) => liftedAt === null);
  expect(block).toMatchObject({ suspendedAt: null });
});

test("a block that is lifted while staff are about to shut the account: they do not, and are told", async () => {
  const { token, garcia } = await changedAtDesk();
  await world.report(token);
  const student = await world.student(hugo);
  let shutting: Promise<unknown> | undefined;
  const lines = await world.linesOf(async () => {
    await world.db.transaction(async (tx) => {
      await enterGate(tx, "hugo.bernard");
      shutting = suspendBlocked(world.services, { visitor: garcia.visitor, caller: desk, student });
      await expect.poll(() => lockWaiters(world.db)).toBe(1);
      await tx.update(accountBlocks).set({ liftedAt: today, liftedBy: "garcia-l" });
    });
    expect(await shutting).toEqual({ ok: false, reason: "not-blocked" });
  });
  expect(lines).toEqual(["account-block.suspend refused not-blocked"]);
  expect(await world.entry("hugo.bernard", "supannRessourceEtat")).toEqual(["{COMPTE}A:SupannActif"]);
});

test("staff who shut the account once the directory is back: the block keeps who decided it first, and when", async () => {
  const { token, garcia } = await changedAtDesk();
  await world.report(token);
  const student = await world.student(hugo);
  const away = { ...world.services.directory, suspend: () => Promise.reject(new DirectoryUnavailable("away")) };
  const first = { visitor: garcia.visitor, caller: desk, student };
  const lines = await world.linesOf(() =>
    expect(suspendBlocked({ ...world.services, directory: away }, first)).rejects.toThrow(DirectoryUnavailable),
  );
  expect(lines).toEqual(["account-block.suspend begun", "account-block.suspend failed unavailable"]);
  const decidedAt = world.services.clock.now();
  world.pass(1);
  const { visitor } = await world.signedIn("petit-s");
  expect(await suspendBlocked(world.services, { ...first, visitor })).toEqual({ ok: true });
  expect(await world.blocks()).toMatchObject([{ suspendedBy: "garcia-l", suspendedAt: decidedAt }]);
});

test("once staff shut the account, the sessions that its password had opened since the report are over", async () => {
  const { garcia, token } = await changedAtDesk();
  expect(await world.report(token)).toEqual({ ok: true });
  const again = await world.inAs(hugo, chosen);
  expect(await visitorOf(world.services, again.token)).not.toBeNull();
  const student = await world.student(hugo);
  expect(await suspendBlocked(world.services, { visitor: garcia.visitor, caller: desk, student })).toEqual({
    ok: true,
  });
  expect(await visitorOf(world.services, again.token)).toBeNull();
});
