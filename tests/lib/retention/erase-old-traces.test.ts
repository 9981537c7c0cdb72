import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import {
  accountBlocks,
  auditEntries,
  deskResets,
  outgoingMails,
  reportLinks,
  sessions,
  signInGates,
} from "@/db/schema";
import { record } from "@/lib/audit/record";
import { verifyJournal } from "@/lib/audit/verify";
import { eraseOldTraces } from "@/lib/retention/erase-old-traces";
import { enterGate } from "@/lib/session/queries";
import { type Desk, startDesk } from "@/tests/support/desk";
import { today } from "@/tests/support/first-connections";

const aDay = 24 * 3_600_000;
/** So long ago that no institution keeps it. */
const long = new Date(today.getTime() - 1_000 * aDay);
const daysAfter = (days: number) => new Date(long.getTime() + days * aDay);

let world: Desk;
beforeAll(async () => {
  world = await startDesk();
});
afterAll(() => world.close());
beforeEach(() => world.setNow(daysAfter(366)));

const line = { kind: "session.sign-in", outcome: "succeeded" } as const;
const erase = () => eraseOldTraces(world.services);
const kinds = async () => (await world.journal()).map(({ at, kind, outcome }) => [at.getTime(), kind, outcome]);

test("lines of more than a year are erased, which is a line, and the journal still holds", async () => {
  const operationId = randomUUID();
  const straddling = { kind: "activation.password", operationId } as const;
  // A demonstration that forgot that it was filled would be filled once more.
  await record(world.db, { kind: "demo.seeded", outcome: "succeeded", at: long });
  await record(world.db, { ...line, at: long });
  await record(world.db, { ...straddling, at: daysAfter(1 - 1 / 86_400), outcome: "begun" });
  await record(world.db, { ...straddling, at: daysAfter(1), outcome: "succeeded" });
  await record(world.db, { ...line, at: daysAfter(2) });
  await erase();
  const [erased] = (await world.journal()).slice(-1);
  expect(erased).toMatchObject({
    kind: "journal.erase",
    outcome: "succeeded",
    actor: null,
    details: { olderThan: daysAfter(1).toISOString(), lines: 1 },
  });
  expect(await kinds()).toEqual([
    [long.getTime(), "demo.seeded", "succeeded"],
    [daysAfter(1 - 1 / 86_400).getTime(), "activation.password", "begun"],
    [daysAfter(1).getTime(), "activation.password", "succeeded"],
    [daysAfter(2).getTime(), "session.sign-in", "succeeded"],
    [daysAfter(366).getTime(), "journal.erase", "succeeded"],
  ]);
  expect((await verifyJournal(world.services)).faults).toEqual([]);

  await erase();
  expect(await kinds()).toHaveLength(5);

  world.setNow(daysAfter(366 + 400));
  await Promise.all([erase(), erase()]);
  const told = (await world.journal()).filter(({ kind }) => kind === "journal.erase");
  expect(told.map(({ details }) => details?.lines)).toEqual([1, 3]);
  expect(await world.journal()).toHaveLength(3);
});

test.each([
  ["without saying so", null],
  ["beyond what is said", daysAfter(-1)],
  ["of less than six months ago", today],
])("the journal gives up no line %s", async (_, olderThan) => {
  await record(world.db, { ...line, at: long });
  const before = await kinds();
  const attempt = world.db.transaction(async (tx) => {
    if (olderThan) {
      const details = { olderThan: olderThan.toISOString(), lines: 1 };
      await record(tx, { at: today, kind: "journal.erase", outcome: "succeeded", details });
    }
    await tx.delete(auditEntries).where(eq(auditEntries.at, long));
  });
  await expect(attempt).rejects.toThrow();
  expect(await kinds()).toEqual(before);
});

test("what said so in another transaction is worth nothing, and is never erased", async () => {
  const details = { olderThan: daysAfter(1).toISOString(), lines: 1 };
  const told = { kind: "journal.erase", outcome: "succeeded", details } as const;
  await record(world.db, { ...line, at: long });
  await record(world.db, { ...told, at: long });
  await expect(world.db.delete(auditEntries).where(eq(auditEntries.kind, line.kind))).rejects.toThrow();
  const attempt = world.db.transaction(async (tx) => {
    await record(tx, { ...told, at: today });
    await tx.delete(auditEntries).where(eq(auditEntries.kind, "journal.erase"));
  });
  await expect(attempt).rejects.toThrow();
  await expect(world.db.execute(sql`update audit_entries set actor = 'x'`)).rejects.toThrow();
});

test("sessions, resets and mails of more than a year go; what is younger or under way stays", async () => {
  const { visitor } = await world.signedIn("garcia-l");
  const hugo = await world.student("hugo.bernard@etu.univ.example");
  const mail = { kind: "x", recipient: "x@mail.example", locale: "fr", subject: "x", nextAttemptAt: long } as const;
  await world.db.delete(outgoingMails);
  await world.db.insert(outgoingMails).values([
    { ...mail, createdAt: long, sentAt: long },
    { ...mail, createdAt: long, abandonedAt: long },
    { ...mail, createdAt: long, sentAt: daysAfter(2) },
    { ...mail, createdAt: long },
  ]);
  const session = {
    uid: "x",
    login: "x",
    displayName: "x",
    roles: [],
    startedAt: long,
    lastSeenAt: long,
    rolesReadAt: long,
    address: "x",
  };
  const [old, held] = await world.db
    .insert(sessions)
    .values([
      { ...session, tokenHash: "old", expiresAt: long },
      { ...session, tokenHash: "held", expiresAt: long },
    ])
    .returning({ id: sessions.id });
  const reset = {
    staffUid: "x",
    studentId: hugo.id,
    cardNumber: "E2500104",
    channel: "api",
    openedAt: long,
    expiresAt: long,
    address: "x",
  } as const;
  await world.db.insert(deskResets).values([
    { ...reset, sessionId: old?.id ?? "", state: "completed", endedAt: long },
    { ...reset, sessionId: held?.id ?? "", state: "completed", endedAt: daysAfter(2) },
    { ...reset, sessionId: visitor.sessionId, state: "opened" },
  ]);
  await erase();
  expect((await world.db.select().from(outgoingMails)).map(({ sentAt }) => sentAt)).toEqual([daysAfter(2), null]);
  expect((await world.db.select().from(deskResets)).map(({ state }) => state)).toEqual(["completed", "opened"]);
  const left = (await world.db.select().from(sessions)).map(({ id }) => id);
  expect(left).toContain(held?.id);
  expect(left).toContain(visitor.sessionId);
  expect(left).not.toContain(old?.id);
});

test("changes that were told are erased with what was reported of them, once a desk has settled it; a block that waits for its card stays", async () => {
  const { id: studentId } = await world.student("hugo.bernard@etu.univ.example");
  const { id: other } = await world.student("lea.moreau@etu.univ.example");
  const told = async (whose: string, at: Date) => {
    const change = {
      studentId: whose,
      change: "account",
      changedAt: at,
      expiresAt: at,
      tokenHash: randomUUID(),
    } as const;
    const [link] = await world.db.insert(reportLinks).values(change).returning({ id: reportLinks.id });
    return link?.id ?? "";
  };
  const settled = {
    studentId,
    reportLinkId: await told(studentId, long),
    blockedAt: long,
    liftedAt: long,
    liftedBy: "garcia-l",
  };
  const waiting = { studentId: other, reportLinkId: await told(other, long), blockedAt: long };
  await world.db.insert(accountBlocks).values([settled, waiting]);
  const recent = await told(studentId, daysAfter(2));
  await erase();
  const links = (await world.db.select().from(reportLinks)).map(({ id }) => id);
  expect(links.sort()).toEqual([waiting.reportLinkId, recent].sort());
  expect(await world.db.select().from(accountBlocks)).toHaveLength(1);
});

test("a gate that no sign-in under way needs is erased after a day; one that somebody is in stays", async () => {
  await world.db.delete(signInGates);
  const now = world.services.clock.now();
  const recent = new Date(now.getTime() - aDay + 1);
  await world.db
    .insert(signInGates)
    .values([
      { uid: "entered" },
      { uid: "inside", proofsOverAt: long },
      { uid: "old", proofsOverAt: new Date(now.getTime() - aDay - 1) },
      { uid: "recent", proofsOverAt: recent },
    ]);
  await world.db.transaction(async (tx) => {
    await enterGate(tx, "inside");
    await erase();
  });
  const left = await world.db.select().from(signInGates).orderBy(signInGates.uid);
  expect(left).toEqual([
    { uid: "inside", proofsOverAt: long },
    { uid: "recent", proofsOverAt: recent },
  ]);
});

test("once the service stops, the piece in progress is the last one, and the next run erases the rest", async () => {
  const at = sql`${long.toISOString()}::timestamptz`;
  await world.db.execute(sql`
    insert into outgoing_mails (kind, recipient, locale, subject, created_at, next_attempt_at, sent_at)
    select 'stopped', 'x', 'fr', 'x', ${at}, ${at}, ${at} from generate_series(1, 10001)`);
  await world.db.execute(sql`
    insert into sessions
      (token_hash, uid, login, display_name, roles, roles_read_at, started_at, last_seen_at, expires_at, address)
    values ('stopped', 'stopped', 'x', 'x', '{}', ${at}, ${at}, ${at}, ${at}, 'x')`);
  await record(world.db, { ...line, at: long });
  const stopping = new AbortController();
  const remove = (table: Parameters<Database["delete"]>[0]) => {
    if (table === outgoingMails) stopping.abort();
    return world.db.delete(table);
  };
  const db: Database = Object.create(world.db, { delete: { value: remove } });
  const left = async () => [
    (await world.db.select().from(outgoingMails).where(eq(outgoingMails.kind, "stopped"))).length,
    (await world.db.select().from(sessions).where(eq(sessions.uid, "stopped"))).length,
    (await world.db.select().from(auditEntries).where(eq(auditEntries.at, long))).length,
  ];
  const [, , lines] = await left();
  await eraseOldTraces({ ...world.services, db }, stopping.signal);
  expect(await left()).toEqual([1, 1, lines]);
  await erase();
  expect((await left()).slice(0, 2)).toEqual([0, 0]);
});

test("no statement erases more than some ten thousand rows, however many there are", async () => {
  await world.db.execute(sql`
    create function refuse_many() returns trigger language plpgsql as $$
    begin
      if (select count(*) > 10000 from gone) then raise 'too many for one statement'; end if;
      return null;
    end $$`);
  for (const table of [outgoingMails, sessions])
    await world.db.execute(sql`
      create trigger refuse_many after delete on ${table} referencing old table as gone for each statement execute function refuse_many()`);
  const at = sql`${long.toISOString()}::timestamptz`;
  await world.db.execute(sql`
    insert into outgoing_mails (kind, recipient, locale, subject, created_at, next_attempt_at, sent_at)
    select 'many', 'x', 'fr', 'x', ${at}, ${at}, ${at} from generate_series(1, 10001)`);
  await world.db.execute(sql`
    insert into sessions (token_hash, uid, login, display_name, roles, roles_read_at, started_at, last_seen_at, expires_at, address)
    select n, 'many', 'x', 'x', '{}', ${at}, ${at}, ${at}, ${at}, 'x' from generate_series(1, 10001) n`);
  await erase();
  expect(await world.db.select().from(outgoingMails).where(eq(outgoingMails.kind, "many"))).toEqual([]);
  expect(await world.db.select().from(sessions).where(eq(sessions.uid, "many"))).toEqual([]);
});
