import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { accountClosings, cards, students } from "@/db/schema";
import type { Directory } from "@/lib/directory/directory";
import { lookAtClosings } from "@/lib/retention/closed-accounts/look-at-closings";
import { noteClosings } from "@/lib/retention/closed-accounts/note-closings";
import { type Closings, hugo, lea, startClosings } from "@/tests/support/closed-accounts";
import { camille, maxime, today } from "@/tests/support/first-connections";

let world: Closings;
beforeEach(async () => {
  world = await startClosings();
});
afterEach(() => world.close());

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

test("a service that stood still: what it did not see counts for nothing", async () => {
  await world.withdraw(hugo);
  await world.deactivate("hugo.bernard");
  await world.turnsUntil(7);
  world.onDay(700);
  await world.turn();
  expect(await world.closedSince(hugo)).toEqual(world.services.clock.now());
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
