import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outgoingMails, provisionalCredentials, students } from "@/db/schema";
import { type FigureName, readFigure } from "@/lib/statistics/figures";
import { periodOf } from "@/lib/statistics/period";
import { type Desk, startDesk } from "@/tests/support/desk";
import { camille, ines, open, today, untilPassword } from "@/tests/support/first-connections";

let world: Desk;
beforeAll(async () => {
  world = await startDesk();
});
afterAll(() => world.close());

async function read(name: FigureName, period: "week" | "month" | "year" = "month") {
  const { lines } = await readFigure(world.services, name, period);
  return Object.fromEntries(lines.filter(({ counts }) => counts.some(Boolean)).map(({ key, counts }) => [key, counts]));
}

test("a period ends today, in the institution's zone, and has every day, the one of the clock change too", () => {
  const month = periodOf("month", today, "Europe/Paris");
  expect([month.days.length, month.days[0], month.days.at(-1)]).toEqual([30, "2026-10-14", "2026-11-12"]);
  expect(month.from.toISOString()).toBe("2026-10-13T22:00:00.000Z");
  expect(month.until.toISOString()).toBe("2026-11-12T23:00:00.000Z");
  expect(periodOf("year", today, "Europe/Paris").days[0]).toBe("2026-07-01");
  expect(periodOf("year", new Date("2027-03-01T12:00:00Z"), "Europe/Paris").days[0]).toBe("2026-07-01");
  expect(periodOf("week", new Date("2026-11-12T23:30:00Z"), "Europe/Paris").days.at(-1)).toBe("2026-11-13");
});

test("no figure counts staff, who are too few for one of them to be nobody’s", async () => {
  const names = ["activationsByDay", "activationsByHour", "funnel", "components", "sheets"] as const;
  const all = () => Promise.all(names.map((name) => read(name, "year")));
  const before = await all();
  await world.enrol("faure-m");
  await world.db.update(students).set({ activatedAt: today }).where(eq(students.identifier, "faure-m"));
  expect(await all()).toEqual(before);
});

test("accounts are counted on the day and at the hour of the institution, not of UTC", async () => {
  await world.db.insert(students).values({
    identifier: "minuit.passe@etu.univ.example",
    mail: "minuit.passe@etu.univ.example",
    givenName: "Minuit",
    familyName: "Passé",
    birthDate: "2007-02-03",
    componentCode: "ECO",
    componentName: "Économie",
    enrolledOn: "2026-09-01",
    activatedAt: new Date("2026-11-08T23:30:00Z"),
  });
  expect(await read("activationsByDay")).toEqual({ "2026-11-09": [1] });
  expect(await read("activationsByHour")).toEqual({ "1-0": [1] });
  expect((await readFigure(world.services, "activationsByDay", "month")).lines).toHaveLength(30);
});

test("the funnel counts each student once, at each step that they reached", async () => {
  await open(world, ines);
  await untilPassword(world, camille);
  await untilPassword(world, camille);
  expect(await read("funnel", "year")).toEqual({
    printed: [3],
    typed: [2],
    "recovery-email": [1],
    charter: [1],
  });
});

test("a sheet is counted by what became of it", async () => {
  const hugo = await world.student("hugo.bernard@etu.univ.example");
  const secretHash = `$2b$04$${"a".repeat(53)}`;
  const issuedAt = new Date("2026-09-10T08:00:00Z");
  const facts = { studentId: hugo.id, secretHash, issuedAt, expiresAt: new Date("2027-01-08T08:00:00Z") };
  await world.db.insert(provisionalCredentials).values([
    { ...facts, spentAt: today },
    { ...facts, revokedAt: today },
  ]);
  // Camille's, Inès's and Zoé's wait; Noé's was printed before July.
  expect(await read("sheets", "year")).toEqual({ used: [1], waiting: [3], revoked: [1] });
});

test("desk resets are counted by network, and by nobody", async () => {
  const garcia = await world.signedIn("garcia-l");
  await world.complete(garcia, await world.opened(garcia, "E2500104"));
  expect(await read("resets")).toEqual({ filaire: [1, 0] });
  expect(JSON.stringify(await readFigure(world.services, "resets", "month"))).not.toContain("garcia");
});

test("mails are counted by what they were for: sent, waiting, given up", async () => {
  const mail = {
    recipient: "x@mail.example",
    locale: "fr" as const,
    subject: "x",
    createdAt: today,
    nextAttemptAt: today,
  };
  await world.db.insert(outgoingMails).values([
    { ...mail, kind: "account-activated", sentAt: today },
    { ...mail, kind: "account-activated", abandonedAt: today },
  ]);
  expect(await read("mails")).toMatchObject({ "account-activated": [1, 0, 1] });
});

test("components are counted as of now, whatever the period, without who has left", async () => {
  const { componentName } = await world.student(camille.identifier);
  const before = await read("components", "week");
  await world.db.update(students).set({ withdrawnAt: today }).where(eq(students.identifier, camille.identifier));
  const after = await read("components", "week");
  expect(after[componentName]?.[1]).toBe((before[componentName]?.[1] ?? 0) - 1);
});
