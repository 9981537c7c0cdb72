import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { activations, deskResets, outgoingMails, recoveryAddresses, sessions, students } from "@/db/schema";
import { claim } from "@/lib/desk-reset/queries";
import { applyImport } from "@/lib/register-import/apply-import";
import { planImport } from "@/lib/register-import/plan-import";
import { enterGate } from "@/lib/session/queries";
import { lockRegister } from "@/lib/student-lock/queries";
import { type Closings, hugo, lea, startClosings } from "@/tests/support/closed-accounts";
import { today } from "@/tests/support/first-connections";
import { apogee, fileOf } from "@/tests/support/import-files";
import { registrar } from "@/tests/support/imports";
import { lockWaiters } from "@/tests/support/lock-waiters";
import { giveEverything, rowsLeadingTo, rowsSaying, stillThere, type Whole } from "@/tests/support/whole-people";

let world: Closings;
beforeEach(async () => {
  world = await startClosings();
});
afterEach(() => world.close());

/** Hugo is to be erased at the next turn. */
async function toBeErased(): Promise<void> {
  await world.withdraw(hugo);
  await world.deactivate("hugo.bernard");
  await world.turnsUntil(28);
  world.onDay(30);
}

const wholeHugo = async (): Promise<Whole> => ({
  ...{ studentId: (await world.student(hugo)).id, identifier: hugo, uid: "hugo.bernard", cardNumber: "E2500104" },
  ...{ displayName: "Hugo Bernard", recoveryEmail: "hugo@neuf.example", formerEmail: "hugo@vieux.example" },
});
const wholeLea = async (): Promise<Whole> => ({
  ...{ studentId: (await world.student(lea)).id, identifier: lea, uid: "lea.moreau", cardNumber: "E2500105" },
  ...{ displayName: "Léa Moreau", recoveryEmail: "lea@neuf.example", formerEmail: "lea@vieux.example" },
});
const wordsOf = (one: Whole): string[] => Object.values(one);
/** For a time of its own; a gate for a day. */
const isKeptForAll = (row: string) => /^(audit_entries|used_identifiers|sign_in_gates) /.test(row);

test("whatever leads to somebody, by whichever foreign key, is erased with them; somebody else loses nothing", async () => {
  await world.db.delete(recoveryAddresses);
  await toBeErased();
  const { visitor } = await world.signedIn("garcia-l");
  const [one, other] = [await wholeHugo(), await wholeLea()];
  for (const each of [one, other]) await giveEverything(world.db, each, visitor.sessionId);
  const [theirs, others] = [
    await rowsLeadingTo(world.db, one.studentId),
    await rowsLeadingTo(world.db, other.studentId),
  ];
  // A table that somebody adds later asks for a row in `giveEverything`: what is not there proves nothing when it is gone.
  for (const rows of [theirs, others])
    expect([...rows].filter(([, ids]) => ids.size === 0).map(([table]) => table)).toEqual([]);
  const before = await rowsSaying(world.db, wordsOf(other));
  const usedBefore = await rowsSaying(world.db, [`(${hugo})`]);

  const lines = await world.linesOf(() => world.turn());

  expect(lines).toEqual(["account.erase succeeded"]);
  expect(await stillThere(world.db, theirs)).toEqual([]);
  expect(await rowsSaying(world.db, wordsOf(one)).then((rows) => rows.filter((row) => !isKeptForAll(row)))).toEqual([]);
  expect((await stillThere(world.db, others)).length).toBe(
    [...others.values()].reduce((sum, ids) => sum + ids.size, 0),
  );
  expect(await rowsSaying(world.db, wordsOf(other))).toEqual(before);
  expect(await rowsSaying(world.db, [`(${hugo})`])).toEqual(usedBefore);
});

test("a table that nobody thought of keeps somebody whole, rather than half", async () => {
  await toBeErased();
  const one = await wholeHugo();
  await world.db.execute(sql`create table forgotten (student_id uuid primary key references students (id))`);
  await world.db.execute(sql`insert into forgotten values (${one.studentId})`);
  const before = await rowsSaying(world.db, wordsOf(one));
  await expect(world.turn()).rejects.toThrow();
  const held = (row: string) => !row.startsWith("account_closings ");
  expect((await rowsSaying(world.db, wordsOf(one))).filter(held)).toEqual(before.filter(held));
});

test("a mailbox that two people have keeps what was written to it, but for what was about whom is erased", async () => {
  await toBeErased();
  const { studentId: hugos } = await wholeHugo();
  const { id: studentId } = await world.student(lea);
  const shared = "hugo.bernard@mail.example";
  const office = "tutorat@univ.example";
  const former = { studentId: hugos, email: office, givenAt: today, confirmedAt: today, withdrawnAt: today };
  await world.db.insert(recoveryAddresses).values(former);
  await world.change(lea, { mail: office });
  await world.db.insert(recoveryAddresses).values({ studentId, email: shared, givenAt: today, confirmedAt: today });
  const mail = {
    kind: "x",
    locale: "fr",
    subject: "x",
    createdAt: today,
    nextAttemptAt: today,
    sentAt: today,
  } as const;
  await world.db.insert(outgoingMails).values([
    { ...mail, recipient: shared },
    { ...mail, recipient: office },
    { ...mail, recipient: shared, studentId },
    { ...mail, recipient: shared, studentId: hugos },
    { ...mail, recipient: hugo },
    { ...mail, recipient: "dsi@univ.example", studentId },
    // Whatever its subject says.
    { ...mail, recipient: "dsi@univ.example", studentId: hugos },
  ]);
  await world.turn();
  const left = await world.db.select().from(outgoingMails).where(eq(outgoingMails.kind, "x"));
  const told = left.map((one) => [one.recipient, one.studentId]).sort();
  expect(told).toEqual(
    [
      ["dsi@univ.example", studentId],
      [shared, null],
      [office, null],
      [shared, studentId],
    ].sort(),
  );
});

test("a mail that refers to no student goes when its subject names them, in the kinds that put a name there; one about somebody else stays", async () => {
  await toBeErased();
  const { id: studentId } = await world.student(lea);
  const times = { createdAt: today, nextAttemptAt: today, sentAt: today };
  const mail = { locale: "fr", recipient: "dsi@univ.example", ...times } as const;
  await world.db.delete(outgoingMails);
  await world.db.insert(outgoingMails).values([
    { ...mail, kind: "change-reported", subject: `« Ce n’était pas moi » : ${hugo}` },
    { ...mail, kind: "desk-unusual-volume", subject: `Volume : ${hugo}` },
    { ...mail, kind: "change-reported", subject: `un-${hugo}` },
    { ...mail, kind: "password-link", subject: `autre ${hugo}` },
    { ...mail, kind: "change-reported", subject: `de l’autre : ${hugo}`, studentId },
    { ...mail, kind: "password-changed", subject: "de l’autre, à lui", studentId, recipient: hugo },
  ]);
  await world.turn();
  expect(await world.isKept(hugo)).toBe(false);
  const left = await world.db.select({ subject: outgoingMails.subject }).from(outgoingMails);
  expect(left.map(({ subject }) => subject).sort()).toEqual(
    [`autre ${hugo}`, "de l’autre, à lui", `de l’autre : ${hugo}`, `un-${hugo}`].sort(),
  );
});

test("whoever helped others at a desk: what was done there stays, without their name", async () => {
  await toBeErased();
  const [one, other] = [await wholeHugo(), await wholeLea()];
  const session = { ...{ uid: one.uid, login: hugo, displayName: "Hugo Bernard", roles: [], address: "10.1.2.3" } };
  const [tutors] = await world.db
    .insert(sessions)
    .values({
      ...session,
      studentId: one.studentId,
      tokenHash: "tutor",
      startedAt: today,
      lastSeenAt: today,
      rolesReadAt: today,
      expiresAt: today,
    })
    .returning({ id: sessions.id });
  await world.db.insert(deskResets).values({
    ...{ sessionId: tutors?.id ?? "", staffUid: one.uid, studentId: other.studentId, cardNumber: other.cardNumber },
    ...{ channel: "api", state: "completed", openedAt: today, expiresAt: today, endedAt: today, address: "10.1.2.3" },
  });
  await world.turn();
  expect(await world.isKept(hugo)).toBe(false);
  expect(await world.db.select().from(deskResets)).toMatchObject([
    { studentId: other.studentId, sessionId: tutors?.id },
  ]);
  const [kept] = await world.db.select().from(sessions).where(eq(sessions.tokenHash, "tutor"));
  expect(kept).toMatchObject({ studentId: null, uid: one.uid, login: one.uid, displayName: one.uid });
});

test("whoever goes on working here by the same entry keeps their sessions as staff", async () => {
  await toBeErased();
  const [one, other] = [await wholeHugo(), await wholeLea()];
  const session = {
    uid: one.uid,
    displayName: "x",
    roles: [],
    address: "x",
    startedAt: today,
    lastSeenAt: today,
    rolesReadAt: today,
    expiresAt: today,
  };
  await world.db.insert(sessions).values([
    { ...session, login: hugo, studentId: one.studentId, tokenHash: "as student" },
    { ...session, login: "bernard-h", tokenHash: "as staff" },
    { ...session, login: "bernard-h", studentId: other.studentId, tokenHash: "as staff of the register" },
  ]);
  await world.turn();
  const left = await world.db.select().from(sessions).orderBy(sessions.tokenHash);
  expect(left.map(({ tokenHash }) => tokenHash)).toEqual(["as staff", "as staff of the register"]);
});

test("a session from before the register had them goes too, when nothing else says which entry was theirs", async () => {
  await toBeErased();
  await world.fillWithout("hugo.bernard");
  await world.db.insert(sessions).values({
    ...{ uid: "hugo.bernard", login: hugo, displayName: "Hugo Bernard", roles: ["student"], address: "192.0.2.7" },
    ...{ tokenHash: "before", startedAt: today, lastSeenAt: today, rolesReadAt: today, expiresAt: today },
  });
  await world.turn();
  expect(await world.isKept(hugo)).toBe(false);
  expect(await world.db.select().from(sessions).where(eq(sessions.tokenHash, "before"))).toEqual([]);
});

test.each([
  ["a link or « Mon compte »", (until: Date) => world.change(hugo, { passwordClaimedUntil: until })],
  [
    "a desk",
    async (until: Date) => {
      const { visitor } = await world.signedIn("garcia-l");
      const { studentId, cardNumber } = await wholeHugo();
      const now = world.services.clock.now();
      await world.db.insert(deskResets).values({
        ...{
          sessionId: visitor.sessionId,
          staffUid: "garcia-l",
          studentId,
          cardNumber,
          channel: "api",
          state: "opened",
        },
        ...{ openedAt: now, expiresAt: until, claimedUntil: until, address: "10.1.2.3" },
      });
    },
  ],
  [
    "a first connection",
    async (until: Date) => {
      const { studentId } = await wholeHugo();
      const now = world.services.clock.now();
      await world.db.execute(sql`insert into provisional_credentials (student_id, secret_hash, issued_at, expires_at)
        values (${studentId}, '$2b$', ${now.toISOString()}, ${now.toISOString()})`);
      const [sheet] = (await world.credentials()).filter((one) => one.studentId === studentId);
      await world.db.insert(activations).values({
        ...{ studentId, credentialId: sheet?.id ?? "", tokenHash: "x", startedAt: now, lastSeenAt: now },
        claimedUntil: until,
      });
    },
  ],
])(
  "while a password is on its way to the directory from %s, nothing is erased; once it has arrived, all is",
  async (_, claim) => {
    await toBeErased();
    await claim(new Date(world.services.clock.now().getTime() + 20_000));
    expect(await world.linesOf(() => world.turn())).toEqual([]);
    expect(await world.isKept(hugo)).toBe(true);
    world.pass(10);
    await world.turn();
    expect(await world.isKept(hugo)).toBe(false);
  },
);

test.each([
  ["that the directory gives for the account", async () => {}],
  [
    "that a session of theirs kept, once the directory has them no more",
    async () => {
      await world.fillWithout("hugo.bernard");
      await world.db.insert(sessions).values({
        ...{ uid: "hugo.bernard", login: hugo, displayName: "Hugo Bernard", roles: ["student"], address: "192.0.2.7" },
        ...{ tokenHash: "before", startedAt: today, lastSeenAt: today, rolesReadAt: today, expiresAt: today },
      });
    },
  ],
])(
  "whoever is in the gate of the uid %s makes the erasure wait, which holds nothing yet of theirs",
  async (_, prepare) => {
    await toBeErased();
    await prepare();
    const { studentId } = await wholeHugo();
    let turn: Promise<unknown> | undefined;
    await world.db.transaction(async (tx) => {
      await enterGate(tx as unknown as typeof world.db, "hugo.bernard");
      turn = world.turn();
      await expect.poll(() => lockWaiters(world.db)).toBe(1);
      await tx.execute(sql`set local lock_timeout = '500ms'`);
      await tx.select().from(students).where(eq(students.id, studentId)).for("update");
    });
    await turn;
    expect(await world.isKept(hugo)).toBe(false);
  },
);

test("a desk that is about to send a password while somebody is being erased waits, and sends none", async () => {
  await toBeErased();
  const { visitor } = await world.signedIn("garcia-l");
  const { studentId, cardNumber } = await wholeHugo();
  const now = world.services.clock.now();
  const until = new Date(now.getTime() + 20_000);
  const opened = { sessionId: visitor.sessionId, staffUid: "garcia-l", studentId, cardNumber, channel: "api" } as const;
  const [reset] = await world.db
    .insert(deskResets)
    .values({ ...opened, state: "opened", openedAt: now, expiresAt: until, address: "10.1.2.3" })
    .returning({ id: deskResets.id });
  const times = { createdAt: today, nextAttemptAt: today, sentAt: today };
  const mail = { kind: "x", recipient: hugo, locale: "fr", subject: "x", studentId, ...times } as const;
  await world.db.insert(outgoingMails).values(mail);
  let turn: Promise<unknown> | undefined;
  let claimed: Promise<boolean> | undefined;
  await world.db.transaction(async (tx) => {
    // The first of what is erased.
    await tx.select().from(outgoingMails).where(eq(outgoingMails.kind, "x")).for("update");
    turn = world.turn();
    await expect.poll(() => lockWaiters(world.db)).toBe(1);
    const line = { at: now, kind: "desk-reset.password", outcome: "begun" } as const;
    claimed = claim(world.db, { id: reset?.id ?? "", phoneId: null }, { now, until }, line);
    await expect.poll(() => lockWaiters(world.db)).toBe(2);
  });
  expect(await claimed).toBe(false);
  await turn;
  expect(await world.isKept(hugo)).toBe(false);
});

/** Hugo enrols again this year, as his registrar's file says. */
const enrolsAgain = () =>
  fileOf(
    apogee({
      ...{ COD_ETU: "22500104", COD_NNE_IND: "", COD_CLE_NNE_IND: "", LIB_NOM_PAT_IND: "Bernard", LIB_PR1_IND: "Hugo" },
      DATE_NAI_IND: "08/02/2006",
    }),
  );

async function known(): Promise<void> {
  await world.change(hugo, { studentNumber: "22500104" });
  await toBeErased();
}

const imported = async (id: string) => {
  const outcome = await applyImport(world.services, id, registrar, "student");
  if (!outcome.ok) throw new Error(outcome.reason);
  const { rows } = await world.db.execute<{ outcome: string; reasons: string[] }>(
    sql`select outcome, reasons from import_lines where run_id = ${id}`,
  );
  return rows.map(({ outcome, reasons }) => [outcome, ...reasons].join(" "));
};

test("an import that enrols them again while they are looked at: they are kept", async () => {
  await known();
  const id = await planImport(world.services, enrolsAgain(), registrar, "student");
  let turn: Promise<unknown> | undefined;
  await world.db.transaction(async (tx) => {
    await lockRegister(tx as unknown as typeof world.db);
    turn = world.turn();
    // It has seen that both hold, and waits for the register.
    await expect.poll(() => lockWaiters(world.db)).toBe(1);
    await tx.execute(sql`update students set withdrawn_at = null where identifier = ${hugo}`);
    await tx.execute(sql`update students set enrolled_on = '2026-11-30' where identifier = ${hugo}`);
  });
  expect(await world.linesOf(async () => turn)).toEqual([]);
  expect(await world.isKept(hugo)).toBe(true);
  expect(await imported(id)).toEqual(["change birth new-stage"]);
});

test("an import that waited for them to be erased: its line, which was about somebody else, is refused; read again it makes them anew", async () => {
  await known();
  const id = await planImport(world.services, enrolsAgain(), registrar, "student");
  await world.turn();
  expect(await world.isKept(hugo)).toBe(false);
  expect(await imported(id)).toEqual(["refuse overtaken"]);
  const again = await planImport(world.services, enrolsAgain(), registrar, "student");
  expect(await imported(again)).toEqual(["create new-student"]);
  const [anew] = await world.db.select().from(students).where(eq(students.studentNumber, "22500104"));
  expect(anew).toMatchObject({ identifier: "hugo.bernard01@etu.univ.example", activatedAt: null });
});

test("both at once, again and again: they are kept whole, or made anew, never half", async () => {
  for (const round of [1, 2, 3, 4, 5, 6]) {
    if (round > 1) {
      await world.close();
      world = await startClosings();
    }
    await known();
    const id = await planImport(world.services, enrolsAgain(), registrar, "student");
    const [lines] = await Promise.all([imported(id), world.turn()]);
    const isKept = await world.isKept(hugo);
    expect(lines).toEqual([isKept ? expect.stringMatching(/^change/) : "refuse overtaken"]);
    const { rows } = await world.db.execute(sql`select from enrolments`);
    expect(rows).toHaveLength(isKept ? 1 : 0);
  }
});

test("a link that is about to name them waits, and finds nobody", async () => {
  await toBeErased();
  const { studentId } = await wholeHugo();
  let turn: Promise<unknown> | undefined;
  const named = world.db.transaction(async (tx) => {
    await tx.execute(sql`select from students where id = ${studentId} for key share`);
    turn = world.turn();
    await expect.poll(() => lockWaiters(world.db)).toBe(1);
    await tx.execute(sql`insert into sessions (token_hash, uid, login, display_name, roles, student_id, started_at, last_seen_at, roles_read_at, expires_at, address)
      values ('late', 'hugo.bernard', ${hugo}, 'x', '{}', ${studentId}, now(), now(), now(), now(), 'x')`);
  });
  await named;
  await turn;
  expect(await world.isKept(hugo)).toBe(false);
  expect(await world.db.select().from(sessions).where(eq(sessions.tokenHash, "late"))).toEqual([]);
});
