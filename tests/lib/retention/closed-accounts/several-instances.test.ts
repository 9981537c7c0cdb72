import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Closings, hugo, startClosings } from "@/tests/support/closed-accounts";
import { signal } from "@/tests/support/held";

let world: Closings;
beforeEach(async () => {
  world = await startClosings();
});
afterEach(() => world.close());

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
