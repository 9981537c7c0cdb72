import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { accountClosings, outgoingMails, recoveryAddresses } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { recordAcceptance } from "@/lib/charter/accept";
import { giveReceipt } from "@/lib/charter/give-receipt";
import { closeOtherSessions } from "@/lib/own-account/close-other-sessions";
import { exportOwnData } from "@/lib/own-account/export-own-data";
import { readEvents } from "@/lib/own-account/read-events";
import { readSessions } from "@/lib/own-account/read-sessions";
import { signedInStudent } from "@/lib/recovery-email/asker";
import { changeAddress } from "@/lib/recovery-email/change-address";
import { signIn } from "@/lib/session/sign-in";
import { visitorOf } from "@/lib/session/visitor-of";
import { chosen, desk } from "@/tests/support/desk";
import { asked, caller } from "@/tests/support/first-connections";
import { hugo, hugosMail, hugosPassword } from "@/tests/support/forgotten-passwords";
import { type OwnAccounts, startOwnAccounts } from "@/tests/support/own-accounts";

const lea = "lea.moreau@etu.univ.example";

let world: OwnAccounts;
beforeAll(async () => {
  world = await startOwnAccounts();
});
afterAll(() => world.close());
afterEach(() => world.begunAgain());

test("the sessions that are open are told with their place, the one in hand first; one that was left alone is not", async () => {
  await world.inAs();
  world.pass(31);
  const elsewhere = await world.inAs();
  const inHand = await world.inAs();
  const sessions = await readSessions(world.services, inHand.visitor);
  expect(sessions.map(({ id }) => id)).toEqual([inHand.visitor.sessionId, elsewhere.visitor.sessionId]);
  expect(sessions.map(({ isThisOne }) => isThisOne)).toEqual([true, false]);
  expect(sessions[0]).toMatchObject({ address: caller.address, network: null });
});

test("« fermer partout » ends Hugo's other sessions, keeps the one in hand and everybody else's, and is one line in the journal", async () => {
  const [inHand, elsewhere] = [await world.inAs(), await world.inAs()];
  const garcia = await world.signedIn("garcia-l");
  const lines = await world.linesOf(async () => {
    await closeOtherSessions(world.services, { visitor: inHand.visitor, caller });
    expect(await closeOtherSessions(world.services, { visitor: inHand.visitor, caller })).toBe(0);
  });
  expect(lines).toEqual(["own-account.sessions succeeded"]);
  expect(await visitorOf(world.services, elsewhere.token)).toBeNull();
  for (const { token } of [inHand, garcia]) expect(await visitorOf(world.services, token)).not.toBeNull();
});

test("a student reads what happened to their account in the last 90 days, newest first, and nobody is named", async () => {
  world.pass(60 * 24 * 100);
  const garcia = await world.signedIn("garcia-l");
  const before = world.services.clock.now();
  await record(world.db, {
    at: new Date(before.getTime() - 91 * 86_400_000),
    kind: "activation.password",
    outcome: "succeeded",
    subject: lea,
  });
  for (let time = 0; time < 3; time++) {
    world.pass(2);
    await signIn(world.services, { username: lea, password: "Faux-11-Chemin", caller, former: null });
  }
  world.pass(1);
  expect(await world.complete(garcia, await world.opened(garcia, "E2500105"))).toEqual({ ok: true });
  const journal = (await world.journal()).length;
  const events = await readEvents(world.services, lea);
  expect(events).toEqual([
    expect.objectContaining({ kind: "desk-reset.password", network: "filaire", staffRoles: ["staff", "kiosk"] }),
    expect.objectContaining({ kind: "session.sign-in", count: 3, network: null }),
  ]);
  expect(JSON.stringify(events)).not.toContain("garcia");
  // Reading one's own is no reading of the journal.
  expect((await world.journal()).length).toBe(journal);
});

test("a flood of refused sign-ins hides nothing: they are a line a day", async () => {
  world.pass(60 * 24 * 300);
  const at = world.services.clock.now();
  await record(world.db, {
    at: new Date(at.getTime() - 86_400_000),
    kind: "card.lost",
    outcome: "succeeded",
    subject: hugo,
  });
  for (let time = 0; time < 60; time++) {
    await record(world.db, {
      at,
      kind: "session.sign-in",
      outcome: "refused",
      reason: "wrong-password",
      subject: hugo,
    });
  }
  const events = await readEvents(world.services, hugo);
  expect(events.map(({ kind, count }) => `${kind} ${count}`)).toEqual(["session.sign-in 60", "card.lost 1"]);
});

test("a student is given the receipt of their own acceptance, and of nobody else's", async () => {
  const [{ id: hugosId }, { id: leasId }] = [await world.student(hugo), await world.student(lea)];
  const accepted = { version: 1, locale: "fr", at: world.services.clock.now(), address: caller.address } as const;
  const [hugos, leas] = [
    await recordAcceptance(world.db, { ...accepted, studentId: hugosId }),
    await recordAcceptance(world.db, { ...accepted, studentId: leasId }),
  ];
  if (!hugos.ok || !leas.ok) throw new Error("refused");
  const { visitor } = await world.inAs();
  const reader = { visitor, caller };
  const receipt = await giveReceipt(world.services, reader, hugos.id, hugosId);
  const parts: Uint8Array[] = [];
  for await (const part of receipt ?? []) parts.push(part);
  expect(Buffer.concat(parts).toString("latin1")).toMatch(/^%PDF/);
  const lines = await world.linesOf(async () => {
    for (const id of [leas.id, "x", crypto.randomUUID()]) {
      expect(await giveReceipt(world.services, reader, id, hugosId)).toBeNull();
    }
  });
  expect(lines).toEqual([]);
});

test("all of Hugo's data in one document: what the register, the directory and the journal say of him, no secret, no colleague, and nobody else", async () => {
  const garcia = await world.signedIn("garcia-l");
  expect(await world.complete(garcia, await world.opened(garcia, "E2500104"), hugosPassword)).toEqual({ ok: true });
  await world.mailed();
  const { visitor } = await world.inAs();
  const lines = await world.linesOf(async () => {
    const text = await exportOwnData(world.services, { visitor, caller });
    const data = JSON.parse(text);
    expect(data.register).toMatchObject({ identifier: hugo, familyName: "Bernard", birthDate: expect.any(String) });
    expect(data.cards).toEqual([expect.objectContaining({ number: "E2500104" })]);
    expect(data.recoveryAddresses).toEqual([expect.objectContaining({ email: hugosMail })]);
    expect(data.directory).toMatchObject({ uid: "hugo.bernard", state: "active" });
    expect(data.accountClosing).toBeNull();
    expect(data.mails.map(({ to }: { to: string }) => to)).toEqual(expect.arrayContaining([hugo, hugosMail]));
    const atDesk = data.journal.filter(({ kind }: { kind: string }) => kind === "desk-reset.password").at(-1);
    expect(atDesk).toMatchObject({ by: "staff", staffRoles: ["staff", "kiosk"], address: null, network: "filaire" });
    expect(data.journal.at(-2)).toMatchObject({ kind: "session.sign-in", by: "you", address: caller.address });
    for (const other of ["garcia", desk.address, lea, chosen, hugosPassword]) expect(text).not.toContain(other);
    expect(text).not.toMatch(/hash|jeton|\$2[aby]\$/i);
  });
  expect(lines).toEqual(["own-account.export succeeded"]);
});

test("whoever gives somebody else's mailbox as their own is not told what was written to it, before or since; nor once it was theirs no more", async () => {
  const { visitor, studentId } = await world.inAs();
  const write = (subject: string, recipient: string, about: string | null = null) => {
    const createdAt = world.services.clock.now();
    const words = { kind: "password-changed", locale: "fr", text: null, html: null } as const;
    return world.db.insert(outgoingMails).values({
      ...words,
      studentId: about,
      subject,
      recipient,
      createdAt,
      nextAttemptAt: createdAt,
      sentAt: createdAt,
    });
  };
  await write("Avant", "lea@mail.example");
  const asker = signedInStudent(visitor, studentId, asked);
  expect(await changeAddress(world.services, asker, "lea@mail.example")).toEqual({ ok: true });
  world.pass(1);
  await write("Depuis", "lea@mail.example");
  await write("Pour Hugo", hugosMail);
  await write("De Hugo, ailleurs", "partage@mail.example", studentId);
  await write("De Léa, qui partage sa boîte", hugosMail, (await world.student(lea)).id);
  world.pass(1);
  await world.db.update(recoveryAddresses).set({ withdrawnAt: world.services.clock.now() });
  world.pass(1);
  await write("Plus pour Hugo", hugosMail);
  const { mails } = JSON.parse(await exportOwnData(world.services, { visitor, caller }));
  await world.db.update(recoveryAddresses).set({ withdrawnAt: null }).where(eq(recoveryAddresses.email, hugosMail));
  const subjects = mails.map(({ subject }: { subject: string }) => subject);
  expect(subjects).toEqual(expect.arrayContaining(["Pour Hugo", "De Hugo, ailleurs"]));
  for (const other of ["Avant", "Depuis", "Plus pour Hugo", "De Léa, qui partage sa boîte"])
    expect(subjects).not.toContain(other);
});

test("a student whom the register counts no more is told that, and when it is looked at again", async () => {
  const { visitor, studentId } = await world.inAs();
  const closing = { closedSince: null, nextLookAt: new Date("2026-12-01T08:00:00Z") };
  await world.db.insert(accountClosings).values({ studentId, ...closing });
  const { accountClosing } = JSON.parse(await exportOwnData(world.services, { visitor, caller }));
  await world.db.delete(accountClosings);
  expect(accountClosing).toMatchObject({ closedSince: null, nextLookAt: "2026-12-01T08:00:00.000Z" });
});

test("what somebody did from the command line is staff's, and their system account is not told", async () => {
  const { visitor } = await world.inAs();
  const line = { at: world.services.clock.now(), kind: "sheet.revoke", outcome: "succeeded", subject: hugo } as const;
  await record(world.db, { ...line, details: { account: "jdurand", sheets: 1 } });
  const text = await exportOwnData(world.services, { visitor, caller });
  expect(text).not.toContain("jdurand");
  const revoked = JSON.parse(text).journal.filter(({ kind }: { kind: string }) => kind === "sheet.revoke");
  expect(revoked.at(-1)).toMatchObject({ by: "staff", details: { sheets: 1 } });
});

test("of a password that was chosen on the phone, where the desk's computer is stays the colleague's", async () => {
  const { visitor } = await world.inAs();
  const at = world.services.clock.now();
  const line = { kind: "desk-reset.password", outcome: "succeeded", subject: hugo, at } as const;
  const details = { card: "E2500104", phone: true, deskAddress: desk.address, deskNetwork: "filaire" };
  await record(world.db, { ...line, actor: { uid: "garcia-l", roles: ["staff"] }, details });
  const text = await exportOwnData(world.services, { visitor, caller });
  expect(text).toContain('"deskNetwork": "filaire"');
  expect(text).not.toContain(desk.address);
});

test("the directory away: no half of it is given, and nothing is on record", async () => {
  const { visitor } = await world.inAs();
  const directory = { ...world.services.directory, findByLogin: () => Promise.reject(new Error("away")) };
  const lines = await world.linesOf(() =>
    expect(exportOwnData({ ...world.services, directory }, { visitor, caller })).rejects.toThrow("away"),
  );
  expect(lines).toEqual([]);
});
