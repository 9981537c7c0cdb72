import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { accountClosings, students } from "@/db/schema";
import { registerDay } from "@/lib/account-closing/rules";
import { connectDirectory } from "@/lib/directory/connect";
import type { Directory } from "@/lib/directory/directory";
import { AmbiguousEntry, DirectoryUnavailable, UnfitEntry } from "@/lib/errors";
import { lookAtClosings } from "@/lib/retention/closed-accounts/look-at-closings";
import { noteClosings } from "@/lib/retention/closed-accounts/note-closings";
import { selectOpenAccounts } from "@/lib/retention/closed-accounts/queries";
import { type Closings, hugo, lea, startClosings } from "@/tests/support/closed-accounts";
import { maxime, today } from "@/tests/support/first-connections";

let world: Closings;
beforeEach(async () => {
  world = await startClosings();
});
afterEach(() => world.close());

const away = () => Promise.reject(new DirectoryUnavailable("away"));

describe("a directory that cannot be believed", () => {
  beforeEach(async () => {
    for (const identifier of [hugo, lea]) await world.withdraw(identifier);
  });

  test("shows nobody: nothing is concluded of anybody, which the log says once a day and without a name", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    await world.fillWithout("hugo.bernard");
    await world.turn();
    const nobody = { findByIdentifier: async () => null };
    for (const day of [7, 14, 30, 40]) {
      world.onDay(day);
      const lines = await world.linesOf(async () => {
        await world.turn(nobody);
        world.pass(10);
        await world.turn(nobody);
      });
      expect(lines).toEqual([]);
    }
    expect(await world.closedSince(lea)).toBeNull();
    expect(warned.mock.calls).toEqual(
      Array(4).fill([
        "closed accounts: of 3 student account(s) that the register holds open, the directory shows 0; nothing is concluded until tomorrow",
      ]),
    );
    // Forty days in which nobody could say whether Hugo's account was closed: they begin anew.
    world.onDay(41);
    await world.turn();
    expect(await world.closedSince(hugo)).toEqual(world.services.clock.now());
    await world.turnsUntil(70);
    expect(await world.isKept(hugo)).toBe(true);
    await world.turnsUntil(71);
    expect(await world.isKept(hugo)).toBe(false);
    expect(await world.isKept(lea)).toBe(true);
  });

  test("is asked by nobody who is due later that day either", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    await noteClosings(world.services);
    const { id } = await world.student(lea);
    const inFiveHours = new Date(today.getTime() + 5 * 3_600_000);
    await world.db.update(accountClosings).set({ nextLookAt: inFiveHours }).where(eq(accountClosings.studentId, id));
    const nobody = { findByIdentifier: async () => null };
    await world.turn(nobody);
    world.pass(6 * 60);
    await world.turn(nobody);
    expect(warned).toHaveBeenCalledOnce();
  });

  test("for one day does not set the count back", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    await world.reinstate(lea);
    await world.deactivate("hugo.bernard");
    await world.turn();
    world.onDay(7);
    await world.turn({ findByIdentifier: async () => null });
    world.onDay(8);
    await world.turn();
    expect(await world.closedSince(hugo)).toEqual(today);
  });

  test("takes everybody for inactive: nor is anything then", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    const findByIdentifier: Directory["findByIdentifier"] = async (identifier) => {
      const person = await world.ldap.directory.findByIdentifier(identifier);
      return person && { ...person, state: "inactive" };
    };
    await world.turn({ findByIdentifier });
    expect(await world.closedSince(lea)).toBeNull();
    expect(warned).toHaveBeenCalledOnce();
  });

  test("shows one of three: nor then", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    await world.fillWithout("hugo.bernard", "tom.rousseau", "sacha.roux");
    await world.turn();
    expect(await world.closedSince(hugo)).toBeNull();
    expect(warned).toHaveBeenCalledOnce();
  });

  test("where the register itself holds no account open, there is nothing to believe it by", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    await world.db.update(students).set({ withdrawnAt: today });
    await world.fillWithout("hugo.bernard");
    await world.turn();
    expect(await world.closedSince(hugo)).toBeNull();
    expect(warned).toHaveBeenCalledOnce();
  });

  test("does not hold up the other population", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    await world.enrol(maxime.identifier);
    await world.withdraw(maxime.identifier);
    await world.fillWithout("hugo.bernard");
    // Of staff the register holds no account open; he is the first to be looked at.
    const { id: studentId } = await world.student(maxime.identifier);
    await world.db.insert(accountClosings).values({ studentId, nextLookAt: new Date(0) });
    await world.turn();
    expect(await world.closedSince(maxime.identifier)).toBeNull();
    expect(await world.closedSince(hugo)).toEqual(today);
  });
});

describe("a directory that does not answer", () => {
  beforeEach(async () => {
    for (const identifier of [hugo, lea]) await world.withdraw(identifier);
    await world.fillWithout("hugo.bernard", "lea.moreau");
  });

  const unanswered = (differences: Partial<Directory>) =>
    expect(world.turn(differences)).rejects.toThrow(DirectoryUnavailable);

  test("from the start: nothing is concluded, and it goes on ten minutes later", async () => {
    for (const _ of [hugo, lea]) await unanswered({ findByIdentifier: away });
    expect(await world.turn({ findByIdentifier: away })).toBe(false);
    expect([await world.closedSince(hugo), await world.closedSince(lea)]).toEqual([null, null]);
    world.pass(10);
    expect(await world.turn()).toBe(true);
    const now = world.services.clock.now();
    expect([await world.closedSince(hugo), await world.closedSince(lea)]).toEqual([now, now]);
  });

  test("in the middle: what was seen stands, the others wait", async () => {
    const seen: string[] = [];
    const findByIdentifier: Directory["findByIdentifier"] = async (identifier) => {
      const isNoted = identifier === hugo || identifier === lea;
      if (isNoted && !seen.includes(identifier)) seen.push(identifier);
      return seen.length > 1 ? away() : world.ldap.directory.findByIdentifier(identifier);
    };
    await unanswered({ findByIdentifier });
    const [first = "", second = ""] = seen;
    expect([await world.closedSince(first), await world.closedSince(second)]).toEqual([today, null]);
    world.pass(10);
    await world.turn();
    expect(await world.closedSince(second)).toEqual(world.services.clock.now());
  });

  test("while it is asked whom it shows: nothing is concluded", async () => {
    const findByIdentifier: Directory["findByIdentifier"] = async (identifier) =>
      identifier === hugo || identifier === lea ? null : away();
    await unanswered({ findByIdentifier });
    expect([await world.closedSince(hugo), await world.closedSince(lea)]).toEqual([null, null]);
  });
});

test.each([
  ["two entries that claim one identifier", new AmbiguousEntry("two")],
  ["an entry without a name", new UnfitEntry("no givenName")],
])("%s: of that one nothing is concluded, and nobody waits for it", async (_, fault) => {
  for (const identifier of [hugo, lea]) await world.withdraw(identifier);
  await world.fillWithout("hugo.bernard", "lea.moreau");
  const findByIdentifier: Directory["findByIdentifier"] = (identifier) =>
    identifier === hugo ? Promise.reject(fault) : world.ldap.directory.findByIdentifier(identifier);
  await world.turn({ findByIdentifier });
  expect([await world.closedSince(hugo), await world.closedSince(lea)]).toEqual([null, today]);
});

test("a witness whose entry is unfit is not shown, and stops nobody from being looked at", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  await world.withdraw(hugo);
  await world.fillWithout("hugo.bernard");
  await world.turn({
    findByIdentifier: (identifier) =>
      identifier === lea
        ? Promise.reject(new UnfitEntry("two uid"))
        : world.ldap.directory.findByIdentifier(identifier),
  });
  expect(await world.closedSince(hugo)).toBeNull();
  expect(warned.mock.calls[0]?.[0]).toContain(
    "of 4 student account(s) that the register holds open, the directory shows 3",
  );
});

test("an identifier that the institution’s patterns admit no more is not taken for nobody’s", async () => {
  await world.withdraw(hugo);
  const patterns = {
    ...world.services.institution.patterns,
    studentIdentifier: /^(?!hugo)[a-z.]+@etu\.univ\.example$/,
  };
  const institution = { ...world.services.institution, patterns };
  const directory = connectDirectory(world.ldap.settings, institution);
  expect(await directory.findByIdentifier(hugo)).toBeNull();
  await noteClosings(world.services);
  await lookAtClosings({ ...world.services, institution, directory });
  await directory.close();
  expect(await world.closedSince(hugo)).toBeNull();
});

test("the same open accounts all day long, and others on other days", async () => {
  const drawnOn = async (today: string) => {
    const day = registerDay(new Date(`${today}T10:00:00Z`), "Europe/Paris");
    const accounts = await selectOpenAccounts(world.db, { population: "student", day, count: 1 });
    return accounts.map(({ identifier }) => identifier).join();
  };
  const days = Array.from({ length: 20 }, (_, index) => `2026-11-${String(index + 10)}`);
  const drawn = await Promise.all(days.map(drawnOn));
  expect(await Promise.all(days.map(drawnOn))).toEqual(drawn);
  expect(new Set(drawn).size).toBeGreaterThan(1);
});

test("whichever open accounts are drawn, all of a small register are asked for", async () => {
  const day = registerDay(today, "Europe/Paris");
  for (let draw = 0; draw < 20; draw++)
    expect(await selectOpenAccounts(world.db, { population: "student", day, count: 10 })).toHaveLength(5);
  expect(await selectOpenAccounts(world.db, { population: "student", day, count: 2 })).toHaveLength(2);
});
