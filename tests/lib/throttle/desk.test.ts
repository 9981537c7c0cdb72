import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { auditEntries, outgoingMails } from "@/db/schema";
import { reportUnusualVolume } from "@/lib/desk-reset/report-unusual-volume";
import type { Visitor } from "@/lib/session/visitor";
import { countCard, countReset, deskAllowance } from "@/lib/throttle/desk";
import { testInstitution } from "@/tests/support/directory";
import { startCounting } from "@/tests/support/throttle";

const countUnknownCard: typeof countReset = (services, uid) => countCard(services, uid, sql`true`);
const countKnownCard: typeof countReset = (services, uid) => countCard(services, uid, sql`false`);

let counting: Awaited<ReturnType<typeof startCounting>>;
beforeEach(async () => {
  counting = await startCounting();
});
afterEach(() => counting.close());

describe.each([
  { event: "unknownCards", count: countUnknownCard, most: 20 },
  { event: "resets", count: countReset, most: 30 },
] as const)("$event", ({ event, count, most }) => {
  test(`${most} an hour pass, and the desk is closed to that person alone until the hour is over`, async () => {
    const { services } = counting;
    for (let time = 0; time < most; time++) {
      expect(await deskAllowance(services, "garcia-l")).toEqual({ ok: true });
      expect(await count(services, "garcia-l")).toEqual({ ok: true });
    }
    const refusal = { ok: false, retryAt: counting.at("11:00:00"), event };
    expect(await deskAllowance(services, "garcia-l")).toEqual({ ...refusal, isFirst: true });
    expect(await deskAllowance(services, "garcia-l")).toEqual({ ...refusal, isFirst: false });
    expect(await deskAllowance(services, "dupont-n")).toEqual({ ok: true });
    counting.pass(3_600);
    expect(await deskAllowance(services, "garcia-l")).toEqual({ ok: true });
    expect(await count(services, "garcia-l")).toEqual({ ok: true });
  });

  test("of many at once, one alone is the first past the limit", async () => {
    const counts = await Promise.all(Array.from({ length: 60 }, () => count(counting.services, "garcia-l")));
    expect(counts.filter(({ ok }) => ok)).toHaveLength(most);
    expect(counts.filter((one) => !one.ok && one.isFirst)).toHaveLength(1);
  });
});

test("a known card counts for nothing, and begins no window", async () => {
  const { services } = counting;
  for (let time = 0; time < 40; time++) expect(await countKnownCard(services, "garcia-l")).toEqual({ ok: true });
  counting.pass(1_800);
  for (let time = 0; time < 20; time++) expect(await countUnknownCard(services, "garcia-l")).toEqual({ ok: true });
  const retryAt = counting.at("11:30:00");
  expect(await countKnownCard(services, "garcia-l")).toMatchObject({ ok: false, retryAt, isFirst: true });
  expect(await countKnownCard(services, "garcia-l")).toMatchObject({ ok: false, retryAt, isFirst: false });
});

test("a card that nobody holds is no reset", async () => {
  for (let time = 0; time < 10; time++) await countUnknownCard(counting.services, "garcia-l");
  for (let time = 0; time < 30; time++) expect(await countReset(counting.services, "garcia-l")).toEqual({ ok: true });
});

test("IT is told by a line of the journal and a mail", async () => {
  const { db, clock, env } = counting.services;
  const staff: Visitor = {
    sessionId: "6f9619ff-8b86-4d01-b42d-00c04fc964ff",
    uid: "garcia-l",
    login: "garcia-l",
    displayName: "Lucía Garcia",
    roles: ["staff", "kiosk"],
    registerId: null,
    isFrozen: false,
  };
  const caller = { address: "10.1.2.3", network: "filaire", isInternal: true, requestId: "test" };
  const services = {
    db,
    clock,
    institution: testInstitution,
    env: { ...env, publicUrl: "https://compte.univ.example" },
  };
  await reportUnusualVolume(services, staff, caller, "unknownCards");
  expect(await db.select().from(auditEntries)).toMatchObject([
    { kind: "desk-reset.unusual-volume", actor: "garcia-l", reason: "too-many-unknown-cards", details: { count: 20 } },
  ]);
  const [mail] = await db.select().from(outgoingMails);
  expect(mail).toMatchObject({ recipient: "dsi@univ.example", locale: "fr" });
  expect(mail?.text).toContain("Lucía Garcia");
});
