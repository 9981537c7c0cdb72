import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { accountBlocks, reportLinks, sessions } from "@/db/schema";
import { demoStudents } from "@/embedded/demo-people";
import { readReportLink } from "@/lib/change-report/read-report-link";
import { lastReportedAt, readReports } from "@/lib/change-report/read-reports";
import { cancelReset } from "@/lib/desk-reset/cancel-reset";
import { readLink } from "@/lib/forgotten-password/read-link";
import { endLinksOf } from "@/lib/password-links/queries";
import { signedInStudent } from "@/lib/recovery-email/asker";
import { changeAddress } from "@/lib/recovery-email/change-address";
import { confirmByCode } from "@/lib/recovery-email/confirm-by-code";
import { recoveryStanding } from "@/lib/recovery-email/standing";
import { hashToken, newToken } from "@/lib/secrets/tokens";
import { endSessionsOfPerson, enterGate } from "@/lib/session/queries";
import { visitorOf } from "@/lib/session/visitor-of";
import { lockStudent } from "@/lib/student-lock/queries";
import { type Reports, startReports } from "@/tests/support/change-reports";
import { chosen, desk } from "@/tests/support/desk";
import { asked, lastConfirmation, today } from "@/tests/support/first-connections";
import { hugo, hugosMail } from "@/tests/support/forgotten-passwords";
import { held } from "@/tests/support/held";
import { lockWaiters } from "@/tests/support/lock-waiters";

const other = "Falaise-88-Mouette";

let world: Reports;
beforeAll(async () => {
  world = await startReports();
});
afterAll(() => world.close());
afterEach(() => world.begunAgain());

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

test("a report waits on its page until a card settles it, and for 30 days more; when the last one came is known after that", async () => {
  expect([await readReports(world.services), await lastReportedAt(world.services)]).toEqual([[], null]);
  const { token } = await changedAtDesk();
  await world.report(token);
  const reportedAt = await lastReportedAt(world.services);
  expect(await readReports(world.services)).toMatchObject([{ blockedAt: reportedAt, liftedAt: null }]);
  await changedAtDesk();
  expect(await readReports(world.services)).toMatchObject([{ liftedAt: expect.any(Date) }]);
  const later = { now: () => new Date(world.services.clock.now().getTime() + 31 * 86_400_000) };
  expect(await readReports({ ...world.services, clock: later })).toEqual([]);
  expect(await lastReportedAt(world.services)).toEqual(reportedAt);
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
  const [mine, university] = [await world.newest(hugosMail), await world.newest(hugo)];
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
  expect(await world.report(await world.newest(hugo))).toEqual({ ok: true });
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
  expect(await world.report(await world.newest(hugosMail))).toEqual({ ok: true });
  expect(await addresses()).toMatchObject({ confirmed: null, pending: null });
  expect(await visitorOf(world.services, thief.token)).toBeNull();
});

test("the report against a link whose password is on its way: whichever ends last, the sessions are over and no other link is good", async () => {
  await changedAtDesk();
  const report = await world.newest(hugo);
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
    if (lives === email) expect(await world.report(await world.newest(hugo))).toEqual({ ok: true });
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

test.each([
  ["", "sacha.roux"],
  [", also by a link of before, which does not say whose it is in the directory", null],
])("a report ends the sessions that the same person has under their staff login too%s", async (_, uid) => {
  const sacha = await sachasReport();
  await world.db.update(reportLinks).set({ uid });
  // The entry has another login as well, by which the one who took it over is in.
  const elsewhere = await world.signedInAsStaff(sacha.visitor);
  const atHome = await world.inAs(sacha.identifier, other);
  expect(await world.report(sacha.token)).toEqual({ ok: true });
  expect(await visitorOf(world.services, atHome.token)).toBeNull();
  expect(await visitorOf(world.services, elsewhere)).toBeNull();
});

test("a report ends a session that is open by the staff login alone", async () => {
  const sacha = await sachasReport();
  await world.db.delete(sessions).where(eq(sessions.uid, sacha.visitor.uid));
  const elsewhere = await world.signedInAsStaff(sacha.visitor);
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
  return { identifier, visitor, token: await world.newest(identifier) };
}
