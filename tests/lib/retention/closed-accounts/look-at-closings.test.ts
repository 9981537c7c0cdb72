import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { accountClosings, cards, students } from "@/db/schema";
import { registerDay } from "@/lib/account-closing/rules";
import { connectDirectory } from "@/lib/directory/connect";
import type { Directory } from "@/lib/directory/directory";
import { AmbiguousEntry, DirectoryUnavailable, UnfitEntry } from "@/lib/errors";
import { lookAtClosings } from "@/lib/retention/closed-accounts/look-at-closings";
import { noteClosings } from "@/lib/retention/closed-accounts/note-closings";
import { selectOpenAccounts } from "@/lib/retention/closed-accounts/queries";
import { type Closings, hugo, lea, startClosings } from "@/tests/support/closed-accounts";
import { camille, maxime, today } from "@/tests/support/first-connections";
import { signal } from "@/tests/support/held";

let world: Closings;
beforeEach(async () => {
  world = await startClosings();
});
afterEach(() => world.close());

const away = () => Promise.reject(new DirectoryUnavailable("away"));

describe("an account that both the register and the directory hold closed", () => {
  test.each([
    ["gone from the directory", () => world.fillWithout("hugo.bernard")],
    ["inactive there", () => world.deactivate("hugo.bernard")],
  ])("%s: erased on the thirtieth day, not before, and the journal says so", async (_, close) => {
    await world.withdraw(hugo);
    await close();
    await world.turn();
    expect(await world.closedSince(hugo)).toEqual(today);
    await world.turnsUntil(29);
    expect(await world.isKept(hugo)).toBe(true);
    const lines = await world.linesOf(async () => {
      world.onDay(30);
      await world.turn();
      await world.turn();
    });
    expect(await world.isKept(hugo)).toBe(false);
    expect(lines).toEqual(["account.erase succeeded"]);
    expect((await world.journal()).at(-1)).toMatchObject({ actor: null, subject: hugo, operationId: null });
    expect(await world.closings()).toEqual([]);
    expect(await world.isKept(lea)).toBe(true);
  });

  test("whoever never opened theirs too, once they are not enrolled any more", async () => {
    await world.withdraw(camille.identifier);
    await world.turnsUntil(30);
    expect(await world.isKept(camille.identifier)).toBe(false);
  });

  test("of staff, once they have left", async () => {
    await world.enrol(maxime.identifier);
    await world.db.insert(students).values({
      ...{ population: "staff", identifier: "petit-s", mail: "sophie.petit@univ.example", givenName: "Sophie" },
      ...{ familyName: "Petit", birthDate: "1980-03-04", componentCode: "VIE", componentName: "Vie étudiante" },
      ...{ enrolledOn: "2019-09-01", activatedAt: today },
    });
    await world.change(maxime.identifier, { enrolledOn: "2019-09-01" });
    await world.turnsUntil(40);
    expect(await world.closings()).toEqual([]);
    await world.withdraw(maxime.identifier);
    await world.turnsUntil(70);
    expect(await world.isKept(maxime.identifier)).toBe(false);
    expect(await world.isKept("petit-s")).toBe(true);
  });
});

describe("whom the register counts", () => {
  /** Nothing is left of what says that Hugo is enrolled. */
  beforeEach(async () => {
    await world.change(hugo, { enrolledOn: "2024-09-02" });
    await world.db.update(cards).set({ validUntil: "2026-11-11" }).where(eq(cards.number, "E2500104"));
    await world.enrolIn(hugo, 2025);
    await world.deactivate("hugo.bernard");
  });

  test("nobody by an enrolment of last year, nor by a card that ended yesterday", async () => {
    await world.turn();
    expect(await world.closedSince(hugo)).toEqual(today);
  });

  test.each([
    ["an enrolment in force of the year that is running", () => world.enrolIn(hugo, 2026)],
    ["one of a year to come", () => world.enrolIn(hugo, 2027)],
    ["an enrolment of since July", () => world.change(hugo, { enrolledOn: "2026-07-01" })],
    [
      "a card that is good today",
      () => world.db.update(cards).set({ validUntil: "2026-11-12" }).where(eq(cards.number, "E2500104")),
    ],
  ])("%s keeps the account", async (_, enrol) => {
    await enrol();
    await world.turn();
    expect(await world.closedSince(hugo)).toBe("not noted");
  });

  test("whoever cancels the year to come, before this one is over, is enrolled still", async () => {
    world.setNow(new Date("2027-07-20T10:00:00Z"));
    await world.enrolIn(hugo, 2026);
    await world.enrolIn(hugo, 2027, "cancelled");
    await world.withdraw(hugo);
    await world.turn();
    expect(await world.closedSince(hugo)).toBe("not noted");
  });

  test("an enrolment that was cancelled, or a card that was lost, keeps nothing", async () => {
    await world.enrolIn(hugo, 2026, "cancelled");
    await world.db.update(cards).set({ validUntil: "2029-08-31", state: "lost" }).where(eq(cards.number, "E2500104"));
    await world.turn();
    expect(await world.closedSince(hugo)).toEqual(today);
  });
});

describe("either of them that says otherwise", () => {
  test("an account that is closed in the directory alone is not looked at", async () => {
    await world.deactivate("hugo.bernard");
    await world.turnsUntil(60);
    expect(await world.closings()).toEqual([]);
  });

  test.each(["active", "suspended", "unknown"] as const)("one that is %s there is never erased", async (state) => {
    await world.withdraw(hugo);
    const findByIdentifier: Directory["findByIdentifier"] = async (identifier) => {
      const person = await world.ldap.directory.findByIdentifier(identifier);
      return person && { ...person, state: identifier === hugo ? state : person.state };
    };
    for (const day of [0, 7, 30, 60]) {
      world.onDay(day);
      await world.turn({ findByIdentifier });
    }
    expect(await world.closedSince(hugo)).toBeNull();
  });

  test("open in the directory for a while: the thirty days begin anew", async () => {
    await world.withdraw(hugo);
    await world.deactivate("hugo.bernard");
    await world.turnsUntil(14);
    await world.setEntry("hugo.bernard", {});
    await world.turnsUntil(21);
    expect(await world.closedSince(hugo)).toBeNull();
    await world.deactivate("hugo.bernard");
    await world.turnsUntil(57);
    expect(await world.isKept(hugo)).toBe(true);
    await world.turnsUntil(58);
    expect(await world.isKept(hugo)).toBe(false);
  });

  test("enrolled again for a while: so they do", async () => {
    await world.withdraw(hugo);
    await world.deactivate("hugo.bernard");
    await world.turnsUntil(14);
    await world.reinstate(hugo);
    await world.turnsUntil(21);
    expect(await world.closedSince(hugo)).toBe("not noted");
    await world.withdraw(hugo);
    await world.turnsUntil(50);
    expect(await world.isKept(hugo)).toBe(true);
    await world.turnsUntil(51);
    expect(await world.isKept(hugo)).toBe(false);
  });

  test("enrolled again on the last day: kept, and looked at no more", async () => {
    await world.withdraw(hugo);
    await world.deactivate("hugo.bernard");
    await world.turnsUntil(29);
    await world.reinstate(hugo);
    await world.turnsUntil(60);
    expect(await world.isKept(hugo)).toBe(true);
    expect(await world.closings()).toEqual([]);
  });
});

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

  test("from the start: nothing is concluded, and it goes on ten minutes later", async () => {
    await world.turn({ findByIdentifier: away });
    expect([await world.closedSince(hugo), await world.closedSince(lea)]).toEqual([null, null]);
    world.pass(10);
    await world.turn();
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
    await world.turn({ findByIdentifier });
    const [first = "", second = ""] = seen;
    expect([await world.closedSince(first), await world.closedSince(second)]).toEqual([today, null]);
    world.pass(10);
    await world.turn();
    expect(await world.closedSince(second)).toEqual(world.services.clock.now());
  });

  test("while it is asked whom it shows: nothing is concluded", async () => {
    const findByIdentifier: Directory["findByIdentifier"] = async (identifier) =>
      identifier === hugo || identifier === lea ? null : away();
    await world.turn({ findByIdentifier });
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

test("a service that stood still: what it did not see counts for nothing", async () => {
  await world.withdraw(hugo);
  await world.deactivate("hugo.bernard");
  await world.turnsUntil(7);
  world.onDay(700);
  await world.turn();
  expect(await world.closedSince(hugo)).toEqual(world.services.clock.now());
});

describe("several instances", () => {
  beforeEach(async () => {
    await world.withdraw(hugo);
    await world.deactivate("hugo.bernard");
  });

  test("at once erase somebody once", async () => {
    await world.turnsUntil(29);
    world.onDay(30);
    const lines = await world.linesOf(() => Promise.all(Array.from({ length: 6 }, () => world.turn())));
    expect(lines).toEqual(["account.erase succeeded"]);
    expect(await world.isKept(hugo)).toBe(false);
  });

  test.each([
    ["on the day that somebody is to be erased", 30],
    ["before it", 0],
  ])(
    "one that stopped while it looked, %s: another goes on ten minutes later, and what the first had seen counts for nothing",
    async (_, day) => {
      if (day > 0) await world.turnsUntil(day - 1);
      world.onDay(day);
      const [isThere, mayGoOn] = [signal(), signal()];
      const stopped = world.turn({
        async findByIdentifier(identifier) {
          const person = await world.ldap.directory.findByIdentifier(identifier);
          isThere.give();
          if (identifier === hugo) await mayGoOn.given;
          return person;
        },
      });
      await isThere.given;
      await world.turn();
      expect(await world.isKept(hugo)).toBe(true);
      world.pass(10);
      await world.setEntry("hugo.bernard", {});
      await world.turn();
      expect(await world.closedSince(hugo)).toBeNull();
      mayGoOn.give();
      expect(await world.linesOf(() => stopped)).toEqual([]);
      expect(await world.closedSince(hugo)).toBeNull();
    },
  );
});

describe("an institution that has nothing erased", () => {
  const off = () => {
    const { closedAccountDays: _, ...retention } = world.services.institution.retention;
    return { ...world.services, institution: { ...world.services.institution, retention } };
  };

  test("has nobody noted, and nobody looked at", async () => {
    await world.withdraw(hugo);
    await world.deactivate("hugo.bernard");
    await noteClosings(off());
    expect(await world.closings()).toEqual([]);
    await noteClosings(world.services);
    await lookAtClosings(off());
    expect(await world.closedSince(hugo)).toBeNull();
  });

  test("or no more: what was noted is forgotten, and begins anew where it is set again", async () => {
    await world.withdraw(hugo);
    await world.deactivate("hugo.bernard");
    await world.turn();
    await noteClosings(off());
    expect(await world.closings()).toEqual([]);
    world.onDay(30);
    await world.turn();
    expect(await world.closedSince(hugo)).toEqual(world.services.clock.now());
  });
});

test("a turn looks at a hundred people at most, and the next one at the others", async () => {
  const newcomers = Array.from({ length: 120 }, (_, number) => ({
    ...{
      identifier: `n${number}.neuf@etu.univ.example`,
      mail: "x@etu.univ.example",
      givenName: "N",
      familyName: "Neuf",
    },
    ...{ birthDate: "2000-01-01", componentCode: "ECO", componentName: "Économie", enrolledOn: "2019-09-01" },
  }));
  await world.db.insert(students).values(newcomers);
  await world.turn();
  const closed = async () => (await world.db.select().from(accountClosings)).filter(({ closedSince }) => closedSince);
  expect(await closed()).toHaveLength(100);
  await world.turn();
  expect(await closed()).toHaveLength(120);
});

test("a register that one statement does not read is noted whole", async () => {
  await world.db.execute(sql`
    insert into students (identifier, mail, given_name, family_name, birth_date, component_code, component_name, enrolled_on)
    select 'n' || number, 'x', 'N', 'Neuf', '2000-01-01', 'ECO', 'Économie', '2019-09-01' from generate_series(1, 20500) number`);
  await noteClosings(world.services);
  expect(await world.closings()).toHaveLength(20_500);
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
