import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  accountBlocks,
  charterDrafts,
  deskResets,
  importRuns,
  outgoingMails,
  reportLinks,
  sessions,
  sheetRuns,
} from "@/db/schema";
import type { AuditKind } from "@/lib/audit/kinds";
import { record } from "@/lib/audit/record";
import { findPerson } from "@/lib/personal-data/find-person";
import { gatherData } from "@/lib/personal-data/gather-data";
import { type Desk, desk, startDesk } from "@/tests/support/desk";
import { today } from "@/tests/support/first-connections";
import { giveEverything, rowsLeadingTo, rowsSaying, stranger, type Whole } from "@/tests/support/whole-people";

const hugo = "hugo.bernard@etu.univ.example";
const lea = "lea.moreau@etu.univ.example";
const ines = "ines.benali@etu.univ.example";

let world: Desk;
let whole: Whole;
beforeAll(async () => {
  world = await startDesk();
  const { visitor } = await world.signedIn("garcia-l");
  await world.db.execute(sql`delete from recovery_addresses`);
  const own = { recoveryEmail: "hugo@neuf.example", formerEmail: "hugo@vieux.example", cardNumber: "E2500104" };
  const { id: studentId } = await world.student(hugo);
  whole = { studentId, identifier: hugo, uid: "hugo.bernard", displayName: "Hugo Bernard", ...own };
  await giveEverything(world.db, whole, visitor.sessionId);
});
afterAll(() => world.close());

async function dataOf(identifier: string) {
  const person = await findPerson(world.services, identifier);
  if (!person) throw new Error(`${identifier} is nobody`);
  const text = await gatherData(world.services, person, today);
  return { text, data: JSON.parse(text) as Record<string, unknown> };
}

/**
 * Of each table that has anything of people: the part of the document that gives its rows, and what it does not give of them, because it
 * leads nowhere outside the database (`id`s, leases), is a secret even as a hash, or is somebody else's. `as`: columns that it gives by another name.
 */
const parts: Record<string, { part: string; kept?: string[]; as?: Record<string, string> } | "nothing"> = {
  students: { part: "register", kept: ["id", "search_name", "password_claimed_until"] },
  enrolments: { part: "enrolments", kept: ["id", "student_id"] },
  cards: { part: "cards", kept: ["student_id"] },
  provisional_credentials: { part: "sheets", kept: ["id", "student_id", "secret_hash", "run_id"] },
  activations: {
    part: "firstConnections",
    kept: [
      ...["id", "student_id", "credential_id", "token_hash", "claimed_until"],
      ...["recovery_address_id", "charter_acceptance_id"],
    ],
  },
  recovery_addresses: { part: "recoveryAddresses", kept: ["id", "student_id"] },
  address_confirmations: { part: "addressConfirmations", kept: ["id", "address_id", "code_hash", "token_hash"] },
  charter_acceptances: { part: "charterAcceptances", kept: ["student_id"] },
  charter_delays: { part: "charterDelay", kept: ["student_id", "next_attempt_at"] },
  account_closings: { part: "accountClosing", kept: ["student_id"] },
  desk_resets: {
    part: "deskResets",
    kept: ["id", "session_id", "staff_uid", "student_id", "claimed_until", "address", "phone_id"],
  },
  desk_phones: { part: "deskPhones", kept: ["id", "reset_id", "token_hash", "device_hash"] },
  password_links: { part: "passwordLinks", kept: ["id", "student_id", "address_id", "token_hash"] },
  report_links: {
    part: "reportedChanges",
    kept: ["id", "student_id", "uid", "staff_login", "suspect_address_id", "token_hash"],
    as: { used_at: "reportedAt" },
  },
  account_blocks: {
    part: "reportedChanges",
    kept: ["id", "student_id", "report_link_id", "suspended_by", "lifted_by"],
  },
  sessions: { part: "sessions", kept: ["id", "token_hash", "uid", "roles_read_at", "student_id"] },
  sign_in_gates: { part: "passwordChanges", kept: ["uid"], as: { proofs_over_at: "at" } },
  password_link_requests: {
    part: "passwordLinkRequests",
    kept: ["id", "address", "origin", "request_id", "next_attempt_at", "attempts"],
  },
  outgoing_mails: {
    part: "mails",
    kept: ["id", "kind", "student_id", "locale", "text", "html", "next_attempt_at", "attempts", "last_error"],
    as: { recipient: "to" },
  },
  audit_entries: {
    part: "journal",
    kept: ["operation_id", "request_id", "subject"],
    as: { id: "number", actor: "by", actor_roles: "staffRoles" },
  },
  // Nothing of theirs but the identifier itself; and a printing, which each sheet of it tells of.
  used_identifiers: "nothing",
  sheet_runs: "nothing",
};

const columnsOf = async (table: string) => {
  const { rows } = await world.db.execute<{ name: string }>(sql`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table}`);
  return rows.map(({ name }) => name);
};
const inCamels = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

test("whatever leads to somebody, by a foreign key or by a name, is in their document, each column that is not a secret or somebody else's", async () => {
  const at = world.services.clock.now();
  await record(world.db, { at, kind: "card.lost", outcome: "succeeded", subject: hugo });
  const leading = [...(await rowsLeadingTo(world.db, whole.studentId)).keys()];
  const saying = (await rowsSaying(world.db, Object.values(whole))).map((row) => row.slice(0, row.indexOf(" ")));
  const { data } = await dataOf(hugo);
  const missing: string[] = [];
  for (const table of new Set([...leading, ...saying])) {
    const told = parts[table];
    if (told === "nothing") continue;
    // A table that somebody adds later asks for its part here, and for a row in `giveEverything`.
    const given = told && [data[told.part]].flat().filter((row) => row !== null && row !== undefined);
    if (!given || given.length === 0) missing.push(table);
    else
      for (const column of await columnsOf(table)) {
        const name = told.as?.[column] ?? inCamels(column);
        if (!told.kept?.includes(column) && !given.every((row) => Object.hasOwn(row as object, name)))
          missing.push(`${table}.${column}`);
      }
  }
  expect(missing).toEqual([]);
});

test("no secret is in it, even as a hash; nor who helped, nor from which computer; nor anybody else", async () => {
  const line = { at: today, kind: "desk-reset.password", outcome: "succeeded", subject: hugo } as const;
  const details = { card: "E2500104", staff: "garcia-l", deskAddress: desk.address };
  await record(world.db, { ...line, actor: { uid: "garcia-l", roles: ["staff"] }, caller: desk, details });
  const { text } = await dataOf(hugo);
  const { rows } = await world.db.execute<{ secret: string }>(sql`
    select token_hash as secret from activations union select token_hash from address_confirmations
    union select code_hash from address_confirmations union select token_hash from sessions
    union select token_hash from desk_phones union select token_hash from password_links
    union select token_hash from report_links union select secret_hash from provisional_credentials`);
  for (const { secret } of rows) if (secret !== "x") expect(text).not.toContain(`"${secret}"`);
  for (const other of ["garcia", desk.address, stranger, lea, "camille", "morel"]) expect(text).not.toContain(other);
});

test("of a mail, where it went is given only when that was to them", async () => {
  const { data } = await dataOf(hugo);
  const told = (data.mails as { to: string | null; subject: string }[]).map(({ to, subject }) => [subject, to]);
  expect(told).toEqual(
    expect.arrayContaining([
      ["Votre mot de passe a été changé", hugo],
      ["Votre mot de passe a été changé", whole.recoveryEmail],
      ["Votre mot de passe a été changé", whole.formerEmail],
      ["Un signalement", null],
      ["Un changement que vous avez fait", null],
    ]),
  );
});

test("a mail that refers to no student is given by the name in its subject when its kind puts one there, and by a recovery address from when it was theirs", async () => {
  const { id: others } = await world.student(lea);
  const given = new Date("2026-10-01T08:00:00Z");
  const mail = {
    kind: "password-changed",
    locale: "fr",
    subject: "x",
    createdAt: given,
    nextAttemptAt: given,
  } as const;
  const toIt = { recipient: "dsi@univ.example", sentAt: given };
  await world.db.insert(outgoingMails).values([
    { ...mail, ...toIt, kind: "change-reported", subject: `signalement de ${hugo}` },
    { ...mail, ...toIt, kind: "desk-unusual-volume", subject: "volume de hugo.bernard" },
    { ...mail, ...toIt, kind: "change-reported", subject: `de l’autre ${hugo}`, studentId: others },
    { ...mail, ...toIt, kind: "desk-unusual-volume", subject: "un mot comme hugo.bernard d’autre-p" },
    { ...mail, ...toIt, kind: "password-link", subject: "un mot comme hugo.bernard" },
    { ...mail, recipient: whole.formerEmail, subject: "avant lui", createdAt: new Date(given.getTime() - 1) },
    { ...mail, recipient: whole.formerEmail, subject: "le premier" },
    { ...mail, recipient: whole.formerEmail, subject: "après lui", createdAt: new Date("2026-10-02T08:00:01Z") },
  ]);
  const { data } = await dataOf(hugo);
  const told = (data.mails as { subject: string; to: string }[]).map(({ subject, to }) => `${subject}, to ${to}`);
  const usual = ["Votre", "Un "];
  expect(told.filter((one) => !usual.some((start) => one.startsWith(start))).sort()).toEqual([
    `le premier, to ${whole.formerEmail}`,
    `signalement de ${hugo}, to null`,
    "volume de hugo.bernard, to null",
  ]);
});

test("a member of staff is given what they did, and nobody whom they did it for; and the work that keeps their name", async () => {
  await world.enrol("faure-m");
  const at = world.services.clock.now();
  const faure = { uid: "faure-m", roles: ["staff"] };
  await world.db.insert(sessions).values({
    ...{ uid: "faure-m", login: "faure-m", tokenHash: "faure", displayName: "Maxime Faure", roles: ["staff"] },
    ...{ startedAt: at, lastSeenAt: at, rolesReadAt: at, expiresAt: at, address: desk.address },
  });
  const line = { at, outcome: "succeeded", actor: faure, caller: desk } as const;
  await record(world.db, { ...line, kind: "desk-reset.open", subject: lea, details: { card: "E2500105" } });
  await record(world.db, { ...line, kind: "role.refused", outcome: "refused" });
  await world.db.insert(importRuns).values({
    ...{ kind: "cards", fileName: "cartes.csv", startedBy: "faure-m", startedAt: at, state: "done", endedAt: at },
  });
  const { text, data } = await dataOf("faure-m");
  expect(data.register).toMatchObject({ population: "staff", identifier: "faure-m", familyName: "Faure" });
  expect(data.directory).toMatchObject({ uid: "faure-m" });
  expect(data.acts).toMatchObject([
    { kind: "desk-reset.open", address: desk.address, network: "filaire", roles: ["staff"] },
    { kind: "role.refused", outcome: "refused" },
  ]);
  expect(data.signed).toEqual([{ what: "import", at: at.toISOString() }]);
  for (const other of [lea, "E2500105"]) expect(text).not.toContain(other);
});

test("all work that keeps a name is given to whose name it is, and to nobody else", async () => {
  const [day, uid] = [(number: number) => new Date(`2026-06-0${number}T08:00:00Z`), "petit-s"];
  const { studentId } = whole;
  const { rows } = await world.db.execute<{ id: string }>(sql`select session_id as id from desk_resets limit 1`);
  await world.db.insert(charterDrafts).values({ markdownFr: "x", markdownEn: "x", updatedAt: day(1), updatedBy: uid });
  await world.db.insert(sheetRuns).values({
    ...{ id: randomUUID(), askedAt: day(2), actor: uid, total: 1, touchedAt: day(2) },
    selection: { population: "student", identifiers: [] },
  });
  await world.db.insert(deskResets).values({
    ...{ sessionId: rows[0]?.id ?? "", staffUid: uid, studentId, cardNumber: "E2500104", channel: "page" },
    ...{ state: "completed", openedAt: day(3), expiresAt: day(3), endedAt: day(3), address: desk.address },
  });
  const link = randomUUID();
  await world.db.insert(reportLinks).values({
    ...{ id: link, studentId, change: "desk", changedAt: day(4), staffLogin: uid },
    ...{ tokenHash: "petit", expiresAt: day(4), usedAt: day(4) },
  });
  await world.db.insert(accountBlocks).values({
    ...{ studentId, reportLinkId: link, blockedAt: day(4) },
    ...{ suspendedAt: day(5), suspendedBy: uid, liftedAt: day(6), liftedBy: uid },
  });
  const run = { kind: "cards", fileName: "cartes.csv", state: "done", startedBy: uid } as const;
  await world.db.insert(importRuns).values({ ...run, startedAt: day(7), endedAt: day(7) });
  const { data } = await dataOf(uid);
  expect(data.signed).toEqual(
    [
      "charter-draft",
      "sheets-printed",
      "desk-reset",
      "change-told",
      "account-suspended",
      "account-reopened",
      "import",
    ].map((what, index) => ({ what, at: day(index + 1).toISOString() })),
  );
  expect((await dataOf("roche-j")).data.signed).toEqual([]);
});

test("who works here without being in the register is given what the directory, their sessions and the journal say", async () => {
  const { data } = await dataOf("garcia-l");
  expect(data).toMatchObject({ register: null, directory: { uid: "garcia-l" }, identifiers: ["garcia-l"] });
  expect(data.sessions).toEqual([expect.objectContaining({ login: "garcia-l", address: desk.address })]);
  expect(data.journal).toEqual([expect.objectContaining({ kind: "session.sign-in", by: "you" })]);
});

/** A session under Hugo's `uid`, of his or of whoever had that `uid` before. */
const addSession = (session: { login: string; studentId?: string; from: string; until: string; address: string }) =>
  world.db.insert(sessions).values({
    ...{ uid: "hugo.bernard", login: session.login, studentId: session.studentId ?? null, address: session.address },
    ...{ tokenHash: `${session.login} ${session.from}`, displayName: "x", roles: [], rolesReadAt: today },
    ...{ startedAt: new Date(session.from), lastSeenAt: new Date(session.from), expiresAt: new Date(session.until) },
  });

describe("whoever had a `uid` before is not taken for who has it now:", () => {
  const former = "ancien-h";
  const his = { uid: "hugo.bernard", roles: ["staff"] };
  const act = (day: string, kind: AuditKind, subject?: string) =>
    record(world.db, {
      ...{ at: new Date(`${day}T09:00:00Z`), kind, outcome: "succeeded", actor: his, subject },
      caller: { address: `address of ${day}`, network: "filaire", requestId: "r" },
    });
  beforeAll(async () => {
    const { id: studentId } = await world.student(lea);
    await addSession({
      ...{ login: lea, studentId, from: "2026-01-05T08:00:00Z", until: "2026-01-05T20:00:00Z" },
      address: "198.51.100.9",
    });
    await addSession({
      ...{ login: former, from: "2026-02-02T08:00:00Z", until: "2026-02-02T20:00:00Z", address: "198.51.100.10" },
    });
    await addSession({
      ...{ login: hugo, studentId: whole.studentId, from: "2026-05-04T08:00:00Z", until: "2026-05-04T20:00:00Z" },
      address: "192.0.2.7",
    });
    await world.db.insert(reportLinks).values({
      ...{ studentId: (await world.student(ines)).id, uid: "hugo.bernard", change: "account", changedAt: today },
      ...{ tokenHash: "of Ines", expiresAt: today },
    });
  });

  test("not by a session, whether or not the register has that person", async () => {
    const { text, data } = await dataOf(hugo);
    expect(data.identifiers).toEqual([hugo]);
    for (const other of ["198.51.100.9", "198.51.100.10", former]) expect(text).not.toContain(other);
  });

  test("not by the journal: neither what was about a former holder, nor what they did while signed in", async () => {
    await act("2026-01-04", "own-account.password", lea);
    await act("2026-01-04", "own-account.password", ines);
    await act("2026-01-04", "own-account.password", former);
    await act("2026-01-05", "desk-reset.open", "camille.martin@etu.univ.example");
    await act("2026-03-03", "desk-reset.end", "camille.martin@etu.univ.example");
    await act("2026-05-04", "desk-reset.password", lea);
    await act("2026-05-04", "own-account.export", hugo);
    const { data } = await dataOf(hugo);
    expect((data.acts as object[]).map((one) => ({ ...one, number: 0 }))).toEqual([
      // Nobody can tell whose it was.
      expect.objectContaining({ kind: "desk-reset.end", address: null }),
      // His own, as his session says.
      expect.objectContaining({ kind: "desk-reset.password", address: "address of 2026-05-04" }),
    ]);
  });

  test("not by the work that keeps a name", async () => {
    const run = { kind: "cards", fileName: "cartes.csv", state: "done", startedBy: "hugo.bernard" } as const;
    const days = ["2026-01-05T09:00:00.000Z", "2026-03-03T09:00:00.000Z", "2026-05-04T09:00:00.000Z"];
    for (const day of days)
      await world.db.insert(importRuns).values({ ...run, startedAt: new Date(day), endedAt: new Date(day) });
    const { data } = await dataOf(hugo);
    expect(data.signed).toEqual(days.slice(1).map((at) => ({ what: "import", at })));
  });
});

test("a student who also works here is given what they did under their login, which the directory knows to be theirs", async () => {
  await world.db.insert(sessions).values({
    ...{ uid: "hugo.bernard", login: "bernard-h", tokenHash: "at work", displayName: "Hugo Bernard", roles: ["staff"] },
    ...{ startedAt: today, lastSeenAt: today, rolesReadAt: today, expiresAt: today, address: "192.0.2.88" },
  });
  expect((await dataOf(hugo)).text).not.toContain("bernard-h");
  const findByLogin: Desk["services"]["directory"]["findByLogin"] = (login) =>
    world.services.directory.findByLogin(login === "bernard-h" ? hugo : login);
  const services = { ...world.services, directory: { ...world.services.directory, findByLogin } };
  const person = await findPerson(services, hugo);
  expect(person?.identifiers).toEqual([hugo, "bernard-h"]);
  expect(person && (await gatherData(services, person, today))).toContain("192.0.2.88");
});

test("who printed a sheet for a whole university, over years of sessions, is given all of it within the time of one statement", async () => {
  const acts = 30_000;
  await world.db.execute(sql`
    insert into sessions (token_hash, uid, login, display_name, roles, roles_read_at, started_at, last_seen_at, expires_at, address)
    select 'day ' || n, 'morel-c', 'morel-c', 'x', '{}', day, day, day, day + interval '9 hours', 'x'
    from generate_series(1, 2000) n, lateral (select timestamptz '2020-01-01 08:00Z' + n * interval '1 day') of_n (day)`);
  await world.db.execute(sql`
    insert into audit_entries (at, kind, outcome, actor, subject, address)
    select timestamptz '2020-01-02 09:00Z' + n % 2000 * interval '1 day', 'sheet.issue', 'succeeded', 'morel-c', 'student ' || n, 'desk'
    from generate_series(1, ${acts}::int) n`);
  const { data } = await dataOf("morel-c");
  const printed = (data.acts as { kind: string; address: string | null }[]).filter(
    ({ kind }) => kind === "sheet.issue",
  );
  expect(printed).toHaveLength(acts);
  expect(new Set(printed.map(({ address }) => address))).toEqual(new Set(["desk"]));
});
