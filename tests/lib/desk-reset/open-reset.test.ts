import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { cards, students } from "@/db/schema";
import { type Desk, startDesk } from "@/tests/support/desk";
import { today } from "@/tests/support/first-connections";

let world: Desk;
beforeAll(async () => {
  world = await startDesk();
});
afterAll(() => world.close());
afterEach(() => world.setNow(today));

test("a card in hand opens a reset for its holder, for five minutes, and the journal says who, whom, which card, from where", async () => {
  const garcia = await world.signedIn("garcia-l");
  const outcome = await world.open(garcia, "E2500104");
  expect(outcome).toMatchObject({
    ok: true,
    expiresAt: new Date(today.getTime() + 5 * 60_000),
    student: { givenName: "Hugo", familyName: "Bernard", componentName: "Économie" },
  });
  expect((await world.journal()).at(-1)).toMatchObject({
    at: today,
    kind: "desk-reset.open",
    outcome: "succeeded",
    actor: "garcia-l",
    actorRoles: ["staff", "kiosk"],
    subject: "hugo.bernard@etu.univ.example",
    address: "10.1.2.3",
    network: "filaire",
    requestId: "r-1",
    details: { card: "E2500104", channel: "api" },
  });
});

test.each([
  ["E2599999", "unknown-card", null],
  ["E2500109", "card-not-in-force", "tom.rousseau@etu.univ.example"],
  ["E2400107", "also-staff", "sacha.roux@etu.univ.example"],
  ["E2500106", "account-suspended", "yanis.petit@etu.univ.example"],
  ["E2600101", "account-not-activated", "camille.martin@etu.univ.example"],
  ["E2600103", "account-not-activated", "zoe.lefevre@etu.univ.example"],
])("%s is refused: %s, and the journal keeps the reason", async (cardNumber, reason, subject) => {
  const garcia = await world.signedIn("garcia-l");
  const lines = await world.linesOf(async () => {
    expect(await world.open(garcia, cardNumber)).toMatchObject({ ok: false, reason });
  });
  expect(lines).toEqual([`desk-reset.open refused ${reason}`]);
  const line = (await world.journal()).at(-1);
  expect(line).toMatchObject({ subject, actor: "garcia-l" });
  if (!subject) expect(JSON.stringify(line)).not.toContain(cardNumber);
});

test("a card that the register would hold for staff is nobody’s: their passwords are not set at a desk", async () => {
  await world.enrol("faure-m");
  const { id: studentId } = await world.student("faure-m");
  const card = { number: "E2699001", studentId, state: "in-force", validUntil: "2027-09-30" } as const;
  await world.db.insert(cards).values(card);
  await world.db.update(students).set({ activatedAt: today }).where(eq(students.id, studentId));
  const garcia = await world.signedIn("garcia-l");
  expect(await world.open(garcia, card.number)).toMatchObject({ ok: false, reason: "unknown-card" });
});

test("the lost card of a student is refused, and the one in force is taken", async () => {
  const garcia = await world.signedIn("garcia-l");
  expect(await world.open(garcia, "E2500109")).toMatchObject({ reason: "card-not-in-force" });
  expect(await world.open(garcia, "E2500110")).toMatchObject({ ok: true, student: { givenName: "Tom" } });
});

test("a card that ended is no card, from the first minute of the day after it", async () => {
  const garcia = await world.signedIn("garcia-l");
  await world.setCard("E2500105", { validUntil: "2026-11-12" });
  world.setNow(new Date("2026-11-12T22:59:59Z"));
  expect(await world.open(garcia, "E2500105")).toMatchObject({ ok: true });
  world.setNow(new Date("2026-11-12T23:00:00Z"));
  expect(await world.open(garcia, "E2500105")).toMatchObject({ reason: "card-not-in-force" });
  await world.setCard("E2500105", { validUntil: "2027-08-31" });
});

test("one's own card is refused: the person is known by their uid, not by their login", async () => {
  const dupont = await world.signedIn("dupont-n");
  const asHugo = { ...dupont, visitor: { ...dupont.visitor, uid: "hugo.bernard" } };
  expect(await world.open(asHugo, "E2500104")).toMatchObject({ ok: false, reason: "oneself" });
});

test("the directory is asked each time: a student who was hired this morning is refused this afternoon", async () => {
  const garcia = await world.signedIn("garcia-l");
  expect(await world.open(garcia, "E2500105")).toMatchObject({ ok: true });
  await world.setEntry("lea.moreau", { affiliations: ["student", "member", "teacher"] });
  expect(await world.open(garcia, "E2500105")).toMatchObject({ reason: "also-staff" });
  await world.setEntry("lea.moreau", {});
});

test("with the directory away nothing is opened, nothing is written, and the same gesture works once it is back", async () => {
  const garcia = await world.signedIn("garcia-l");
  const away = { findByIdentifier: () => Promise.reject(new Error("away")) };
  const services = { ...world.services, directory: { ...world.ldap.directory, ...away } };
  const lines = await world.linesOf(async () => {
    await expect(world.open(garcia, "E2500104", "api", services)).rejects.toThrow("away");
  });
  expect(lines).toEqual([]);
  expect(await world.open(garcia, "E2500104")).toMatchObject({ ok: true });
});

test("after twenty unknown cards in an hour the desk is closed to that person, for known cards too, and IT is told once", async () => {
  const morel = await world.signedIn("morel-c");
  for (let index = 10; index < 30; index++) {
    expect(await world.open(morel, `E25999${index}`)).toMatchObject({ reason: "unknown-card" });
  }
  const refused = { ok: false, reason: "too-many", retryAt: new Date(today.getTime() + 3_600_000) };
  expect(await world.open(morel, "E2500104")).toEqual(refused);
  expect(await world.open(morel, "E2599930")).toEqual(refused);
  expect((await world.mailsTo("dsi@univ.example")).map(({ kind }) => kind)).toEqual(["desk-unusual-volume"]);
  expect((await world.journal()).filter(({ kind }) => kind === "desk-reset.unusual-volume")).toHaveLength(1);

  const garcia = await world.signedIn("garcia-l");
  expect(await world.open(garcia, "E2500104")).toMatchObject({ ok: true });
  world.pass(60);
  expect(await world.open(morel, "E2500104")).toMatchObject({ ok: true });
});

test("of a hundred unknown cards typed at once twenty are looked up, and IT is told once", async () => {
  const petit = await world.signedIn("petit-s");
  const before = (await world.mailsTo("dsi@univ.example")).length;
  const outcomes = await Promise.all(
    Array.from({ length: 100 }, (_, index) => world.open(petit, `E2598${100 + index}`)),
  );
  expect(outcomes.filter((one) => !one.ok && one.reason === "unknown-card")).toHaveLength(20);
  expect(await world.open(petit, "E2500104")).toMatchObject({ reason: "too-many" });
  expect((await world.mailsTo("dsi@univ.example")).length - before).toBe(1);
});

test("a known card that is typed while the last unknown one is being counted waits for it, and is told the same", async () => {
  const dupont = await world.signedIn("dupont-n");
  for (let index = 10; index < 29; index++) await world.open(dupont, `E25997${index}`);
  const answered = await world.db.transaction(async (tx) => {
    const other = { ...world.services, db: tx as unknown as typeof world.db };
    await world.open(dupont, "E2599729", "api", other);
    const opening = world.open(dupont, "E2500104");
    await Promise.race([opening, someoneWaits()]);
    return { opening };
  });
  expect(await answered.opening).toMatchObject({ reason: "too-many" });
});

/** Once a statement waits for the lock of another one's row. */
async function someoneWaits(): Promise<void> {
  const waiting = sql`select count(*)::int as many from pg_locks where not granted`;
  await vi.waitUntil(async () => Number((await world.db.execute(waiting)).rows[0]?.many) > 0, { timeout: 15_000 });
}

test("a card on the page takes the place of the one before, and the journal says both", async () => {
  const garcia = await world.signedIn("garcia-l");
  const first = await world.opened(garcia, "E2500104", "page");
  const lines = await world.linesOf(async () => {
    await world.opened(garcia, "E2500110", "page");
  });
  expect(lines).toEqual(["desk-reset.end succeeded cancelled", "desk-reset.open succeeded"]);
  expect((await world.journal()).at(-2)).toMatchObject({
    actor: "garcia-l",
    subject: "hugo.bernard@etu.univ.example",
    details: { card: "E2500104" },
  });
  expect(await world.stateOf(first)).toBe("cancelled");
});
