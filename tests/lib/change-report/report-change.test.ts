import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { accountBlocks, recoveryAddresses, reportLinks, sessions } from "@/db/schema";
import { demoStudents } from "@/embedded/demo-people";
import { liftBlocked } from "@/lib/account-block/lift-blocked";
import { suspendBlocked } from "@/lib/account-block/suspend-blocked";
import { readReportLink } from "@/lib/change-report/read-report-link";
import { cancelReset } from "@/lib/desk-reset/cancel-reset";
import { suspendReported } from "@/lib/desk-reset/suspend-reported";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { ChangeNotConfirmed } from "@/lib/directory/unexpected";
import { DirectoryUnavailable } from "@/lib/errors";
import { readLink } from "@/lib/forgotten-password/read-link";
import { endLinksOf } from "@/lib/password-links/queries";
import { signedInStudent } from "@/lib/recovery-email/asker";
import { changeAddress } from "@/lib/recovery-email/change-address";
import { confirmByCode } from "@/lib/recovery-email/confirm-by-code";
import { recoveryStanding } from "@/lib/recovery-email/standing";
import { hashToken, newToken } from "@/lib/secrets/tokens";
import { endSessionsOfPerson, enterGate, insertSession } from "@/lib/session/queries";
import type { Visitor } from "@/lib/session/visitor";
import { visitorOf } from "@/lib/session/visitor-of";
import { lockStudent } from "@/lib/student-lock/queries";
import { type Reports, startReports } from "@/tests/support/change-reports";
import { chosen, desk } from "@/tests/support/desk";
import { asked, lastConfirmation, today } from "@/tests/support/first-connections";
import { hugo, hugosMail, hugosPassword } from "@/tests/support/forgotten-passwords";
import { held } from "@/tests/support/held";
import { lockWaiters } from "@/tests/support/lock-waiters";

const other = "Falaise-88-Mouette";

let world: Reports;
beforeAll(async () => {
  world = await startReports();
});
afterAll(() => world.close());
afterEach(async () => {
  await world.begunAgain();
  await world.db.update(recoveryAddresses).set({ withdrawnAt: today });
  await world.db.update(recoveryAddresses).set({ withdrawnAt: null }).where(eq(recoveryAddresses.email, hugosMail));
});

const newest = async (recipient: string) => (await world.reportTokens(recipient))[0] ?? "";
const addresses = async () => recoveryStanding(world.services, (await world.student(hugo)).id);
const changedAtDesk = () => world.changedAtDesk();

test("reported from the recovery address: the sessions end, IT, the desk and Hugo are told, and the journal says it without a secret", async () => {
  const { token } = await changedAtDesk();
  const thief = await world.inAs(hugo, chosen);
  const lines = await world.linesOf(async () => {
    expect(await world.report(token)).toEqual({ ok: true });
  });
  expect(lines).toEqual(["account-block.report succeeded"]);
  expect(await visitorOf(world.services, thief.token)).toBeNull();
  expect((await world.journal()).at(-1)).toMatchObject({ subject: hugo, details: { reported: "desk" } });
  expect(JSON.stringify(await world.journal())).not.toContain(token);
  const told = (await world.mails()).filter(({ kind }) => /report|blocked/.test(kind));
  expect(told.map(({ kind, recipient }) => `${kind} ${recipient}`).sort()).toEqual([
    `account-blocked ${hugo}`,
    `account-blocked ${hugosMail}`,
    `change-reported ${world.services.institution.help.it.mail}`,
    "desk-change-reported lucas.garcia@univ.example",
  ]);
  // So that each goes with him, whoever it was written to.
  const { id } = await world.student(hugo);
  expect(told.every(({ studentId }) => studentId === id)).toBe(true);
  expect(told.find(({ kind }) => kind === "change-reported")?.text).toContain("garcia-l");
});

test("reading the link, as mail filters do, reports nothing", async () => {
  const { token } = await changedAtDesk();
  for (let time = 0; time < 3; time++) {
    expect(await readReportLink(world.services, token)).toMatchObject({
      state: "live",
      reported: { change: "desk", identifier: hugo },
    });
  }
  expect(await world.blocks()).toEqual([]);
});

test("from then on no link is mailed, one that was mailed is worth nothing, and no address is given", async () => {
  const { token } = await changedAtDesk();
  const thief = await world.inAs(hugo, chosen);
  const link = await world.mailed();
  await world.report(token);
  expect(await readLink(world.services, link)).toEqual({ state: "over" });
  const lines = await world.linesOf(async () => {
    await world.ask(hugo);
    await world.answer();
  });
  expect(lines).toEqual(["forgotten-password.request refused account-blocked"]);
  const asker = signedInStudent(thief.visitor, thief.studentId, asked);
  expect(await changeAddress(world.services, asker, "voleur@mail.example")).toEqual({
    ok: false,
    reason: "account-blocked",
  });
});

test("a link that was mailed at the very instant of the report is worth nothing either", async () => {
  const { token } = await changedAtDesk();
  await world.report(token);
  // As if its transaction had looked before the report and committed after.
  const [former] = await world.db.select().from(accountBlocks);
  await world.db.delete(accountBlocks);
  const late = await world.mailed();
  const { directory } = world.ldap;
  const whileJudged = async (identifier: string) => {
    if (former) await world.db.insert(accountBlocks).values(former);
    return directory.findByIdentifier(identifier);
  };
  const judging = { ...world.services, directory: { ...directory, findByIdentifier: whileJudged } };
  expect(await world.set(late, other, judging)).toEqual({ ok: false, reason: "link-over" });
  expect(await readLink(world.services, late)).toEqual({ state: "over" });
  expect(await world.set(late, other)).toEqual({ ok: false, reason: "link-over" });
});

test("a new password at a desk, with the card, lifts it, and forgotten passwords are mailed again", async () => {
  const { token } = await changedAtDesk();
  await world.report(token);
  const { garcia } = await changedAtDesk();
  expect(await world.blocks()).toEqual([expect.objectContaining({ liftedBy: garcia.visitor.uid })]);
  expect((await world.journal()).at(-1)).toMatchObject({ kind: "desk-reset.password", details: { lifted: true } });
  expect(await readReportLink(world.services, token)).toEqual({ state: "settled" });
  expect(await world.mailed()).not.toBe("");
});

test("a block that a desk has lifted says who and when for good, whatever a desk does later", async () => {
  const { token } = await changedAtDesk();
  await world.report(token);
  await changedAtDesk();
  const before = await world.blocks();
  world.pass(1);
  const petit = await world.signedIn("petit-s");
  expect(await world.complete(petit, await world.opened(petit, "E2500104"), other)).toEqual({ ok: true });
  expect(await world.blocks()).toEqual(before);
});

test("the link in the other mailbox is told that it is done, and so is the second half of a double click: one report, one mail each", async () => {
  await changedAtDesk();
  const [mine, university] = [await newest(hugosMail), await newest(hugo)];
  const outcomes = await Promise.all([world.report(mine), world.report(mine), world.report(university)]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === "reported")).toHaveLength(2);
  expect(await world.blocks()).toHaveLength(1);
  const toIt = (await world.mails()).filter(({ kind, createdAt }) => kind === "change-reported" && createdAt > today);
  expect(new Set(toIt.map(({ createdAt }) => createdAt.getTime())).size).toBe(toIt.length);
});

test("after seven days, or made up, a link reports nothing", async () => {
  const { token } = await changedAtDesk();
  world.pass(7 * 24 * 60);
  const lines = await world.linesOf(async () => {
    for (const each of [token, newToken(), ""]) {
      expect(await readReportLink(world.services, each)).toEqual({ state: "over" });
      expect(await world.report(each)).toEqual({ ok: false, reason: "over" });
    }
  });
  expect(lines).toEqual(Array(3).fill("account-block.report refused report-over"));
  expect(await world.blocks()).toEqual([]);
});

test("a change that a desk has settled since, with the card, is reported no more", async () => {
  const { token } = await changedAtDesk();
  await changedAtDesk();
  expect(await readReportLink(world.services, token)).toEqual({ state: "settled" });
  expect(await world.report(token)).toEqual({ ok: false, reason: "settled" });
});

test("what became of somebody else, or a card that was put down, settles nothing: the change can still be reported", async () => {
  const lea = await world.student("lea.moreau@etu.univ.example");
  const { garcia, token } = await changedAtDesk();
  // Léa's, at the very same instant: she reports hers, and comes back with her card.
  expect(await world.complete(garcia, await world.opened(garcia, "E2500105"))).toEqual({ ok: true });
  const hers = { ...(await linkOf(token)), id: undefined, studentId: lea.id, tokenHash: hashToken("hers") };
  await world.db.insert(reportLinks).values({ ...hers, usedAt: world.services.clock.now() });
  world.pass(1);
  expect(await world.complete(garcia, await world.opened(garcia, "E2500105"), other)).toEqual({ ok: true });
  const id = await world.opened(garcia, "E2500104");
  await cancelReset(world.services, { visitor: garcia.visitor, caller: desk, id });
  expect(await readReportLink(world.services, token)).toMatchObject({ state: "live", reported: { identifier: hugo } });
  expect(await world.report(token)).toEqual({ ok: true });
});

async function linkOf(token: string) {
  const [link] = await world.db
    .select()
    .from(reportLinks)
    .where(eq(reportLinks.tokenHash, hashToken(token)));
  if (!link) throw new Error("no such link");
  return link;
}

test("with the directory away the account is shut all the same, and IT is told who was at the desk", async () => {
  const { token } = await changedAtDesk();
  const away = { ...world.services.directory, findByStaffLogin: () => Promise.reject(directoryAway) };
  expect(await world.report(token, { ...world.services, directory: away })).toEqual({ ok: true });
  expect(await world.blocks()).toHaveLength(1);
});
const directoryAway = Object.assign(new Error("away"), { dependency: "directory" });

test("a password changed by a mailed link: the address that the link went to is used no more, nor told", async () => {
  expect(await world.set(await world.mailed(), chosen)).toEqual({ ok: true });
  expect(await world.report(await newest(hugo))).toEqual({ ok: true });
  expect(await addresses()).toMatchObject({ confirmed: null });
  const told = (await world.mailsTo(hugosMail)).filter(({ kind }) => kind === "account-blocked");
  expect(told.every(({ createdAt }) => createdAt < world.services.clock.now())).toBe(true);
});

test("a recovery address put in the place of another: reported from the old one, the new one is used no more; the new one's own mailbox has no link", async () => {
  const thief = await world.inAs();
  const asker = signedInStudent(thief.visitor, thief.studentId, asked);
  await changeAddress(world.services, asker, "voleur@mail.example");
  world.pass(1);
  const { code } = await lastConfirmation(world, "voleur@mail.example");
  expect(await confirmByCode(world.services, asker, code)).toEqual({ ok: true });
  world.pass(60);
  expect(await world.change(thief, chosen)).toEqual({ ok: true });
  expect(await world.reportTokens("voleur@mail.example")).toEqual([]);
  expect(await world.report(await newest(hugosMail))).toEqual({ ok: true });
  expect(await addresses()).toMatchObject({ confirmed: null, pending: null });
  expect(await visitorOf(world.services, thief.token)).toBeNull();
});

test("the report against a link whose password is on its way: whichever ends last, the sessions are over and no other link is good", async () => {
  await changedAtDesk();
  const report = await newest(hugo);
  const [link, second] = [await world.mailed(), await world.mailed()];
  const { services, letGo, isThere } = held(world.services);
  const byLink = world.set(link, other, services);
  await isThere;
  expect(await world.report(report)).toEqual({ ok: true });
  letGo();
  expect(await byLink).toEqual({ ok: true });
  expect(await world.set(second, chosen)).toEqual({ ok: false, reason: "link-over" });
  expect((await world.blocks()).filter(({ liftedAt }) => liftedAt === null)).toHaveLength(1);
});

test("the report against a desk whose password is on its way: the card settles it", async () => {
  const { token } = await changedAtDesk();
  world.pass(1);
  const garcia = await world.signedIn("garcia-l");
  const id = await world.opened(garcia, "E2500104");
  const { services, letGo, isThere } = held(world.services);
  const atDesk = world.complete(garcia, id, other, services);
  await isThere;
  expect(await world.report(token)).toEqual({ ok: true });
  letGo();
  expect(await atDesk).toEqual({ ok: true });
  expect((await world.blocks()).filter(({ liftedAt }) => liftedAt === null)).toEqual([]);
});

test("a desk whose password is in the directory ends, with its links, while somebody else holds the student's row: it keeps them, and waits for nobody", async () => {
  world.pass(1);
  const garcia = await world.signedIn("garcia-l");
  const reset = await world.opened(garcia, "E2500104");
  const { id } = await world.student(hugo);
  await world.db.transaction(async (tx) => {
    await lockStudent(tx, id);
    expect(await world.complete(garcia, reset)).toEqual({ ok: true });
  });
});

test("the report against an address that is being confirmed: the address is not in use afterwards, whoever comes first", async () => {
  for (let time = 0; time < 5; time++) {
    world.pass(60 * 24);
    const { token } = await changedAtDesk();
    const thief = await world.inAs(hugo, chosen);
    const asker = signedInStudent(thief.visitor, thief.studentId, asked);
    const email = `voleur${time}@mail.example`;
    await changeAddress(world.services, asker, email);
    const { code } = await lastConfirmation(world, email);
    await Promise.all([world.report(token), confirmByCode(world.services, asker, code)]);
    const lives = (await addresses()).confirmed;
    if (lives === email) expect(await world.report(await newest(hugo))).toEqual({ ok: true });
    expect((await addresses()).confirmed).not.toBe(email);
    expect(await world.ask(hugo)).toBeUndefined();
    await changedAtDesk();
  }
}, 60_000);

test("the report against an address that is being given: it waits, and takes that one out of use too", async () => {
  const { token } = await changedAtDesk();
  const thief = await world.inAs(hugo, chosen);
  let reporting: Promise<unknown> | undefined;
  await world.db.transaction(async (tx) => {
    const services = { ...world.services, db: tx as unknown as typeof world.db };
    const asker = signedInStudent(thief.visitor, thief.studentId, asked);
    expect(await changeAddress(services, asker, "voleur@mail.example")).toEqual({ ok: true });
    reporting = world.report(token);
    await expect.poll(() => lockWaiters(world.db)).toBe(1);
  });
  expect(await reporting).toEqual({ ok: true });
  expect((await addresses()).pending).toBeNull();
});

test("an address that is given while the account is being reported: it waits, and is refused", async () => {
  const { token } = await changedAtDesk();
  const thief = await world.inAs(hugo, chosen);
  const asker = signedInStudent(thief.visitor, thief.studentId, asked);
  let giving: Promise<unknown> | undefined;
  await world.db.transaction(async (tx) => {
    expect(await world.report(token, { ...world.services, db: tx as unknown as typeof world.db })).toEqual({
      ok: true,
    });
    giving = changeAddress(world.services, asker, "voleur@mail.example");
    await expect.poll(() => lockWaiters(world.db)).toBe(1);
  });
  expect(await giving).toEqual({ ok: false, reason: "account-blocked" });
});

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
    const meanwhile = await insertSessionOf(late.visitor);
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
  expect(await world.report(await newest(hugo))).toEqual({ ok: true });
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
  await liftedWhileShut(async () => expect(await world.report(await newest(hugo))).toEqual({ ok: true }));
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

test("a desk that ends and a report at the same instant take turns: neither dies of the other", async () => {
  await changedAtDesk();
  world.pass(1);
  const garcia = await world.signedIn("garcia-l");
  const { studentId } = await world.inAs(hugo, chosen);
  await world.mailed();
  const id = await world.opened(garcia, "E2500104");
  let atDesk: Promise<unknown> | undefined;
  await world.db.transaction(async (tx) => {
    await enterGate(tx, "hugo.bernard");
    await endSessionsOfPerson(tx, "hugo.bernard", today);
    atDesk = world.complete(garcia, id, other);
    await expect.poll(() => lockWaiters(world.db)).toBe(1);
    await endLinksOf(tx, studentId, today);
  });
  expect(await atDesk).toEqual({ ok: true });
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

test.each([
  ["", "sacha.roux"],
  [", also by a link of before, which does not say whose it is in the directory", null],
])("a report ends the sessions that the same person has under their staff login too%s", async (_, uid) => {
  const sacha = await sachasReport();
  await world.db.update(reportLinks).set({ uid });
  // The entry has another login as well, by which the one who took it over is in.
  const elsewhere = await insertSessionOf(sacha.visitor);
  const atHome = await world.inAs(sacha.identifier, other);
  expect(await world.report(sacha.token)).toEqual({ ok: true });
  expect(await visitorOf(world.services, atHome.token)).toBeNull();
  expect(await visitorOf(world.services, elsewhere)).toBeNull();
});

test("a report ends a session that is open by the staff login alone", async () => {
  const sacha = await sachasReport();
  await world.db.delete(sessions).where(eq(sessions.uid, sacha.visitor.uid));
  const elsewhere = await insertSessionOf(sacha.visitor);
  expect(await world.report(sacha.token)).toEqual({ ok: true });
  expect(await visitorOf(world.services, elsewhere)).toBeNull();
});

/** Sacha studies and works here, and was told of a password that was changed in « Mon compte ». */
async function sachasReport() {
  const sacha = demoStudents.find(({ uid }) => uid === "sacha.roux");
  if (!sacha?.password) throw new Error("the demo has no Sacha");
  const { identifier, password } = sacha;
  await world.setEntry("sacha.roux", { password });
  const { token: cookie, visitor } = await world.inAs(identifier, password);
  expect(await world.change({ token: cookie, visitor }, other, password)).toEqual({ ok: true });
  return { identifier, visitor, token: await newest(identifier) };
}

/** A session of the same person that was opened by their staff login: no student's. */
async function insertSessionOf({ uid, displayName }: Visitor): Promise<string> {
  const token = newToken();
  const at = world.services.clock.now();
  await insertSession(world.db, {
    tokenHash: hashToken(token),
    uid,
    login: "roux-s",
    displayName,
    roles: ["staff"],
    startedAt: at,
    lastSeenAt: at,
    expiresAt: new Date(at.getTime() + 3_600_000),
    rolesReadAt: at,
    address: "192.0.2.7",
  });
  return token;
}
