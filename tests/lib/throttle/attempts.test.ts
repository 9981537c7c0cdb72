import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connectDatabase } from "@/db/client";
import { throttle } from "@/db/schema";
import { unavailability } from "@/lib/errors";
import { type Attempt, countAttempt } from "@/lib/throttle/attempts";
import { forgetOldCounters } from "@/lib/throttle/forget";
import { delayAfter } from "@/lib/throttle/rules";
import { startCounting } from "@/tests/support/throttle";

let counting: Awaited<ReturnType<typeof startCounting>>;
beforeEach(async () => {
  counting = await startCounting();
});
afterEach(() => counting.close());

const hugo = "hugo.bernard@etu.univ.example";
const from = (address: string, identifier = hugo): Attempt => ({
  scope: "sign-in",
  identifier,
  caller: { address, isInternal: false },
});
const stranger = from("198.51.100.66");
const home = from("192.0.2.7");

const attempt = (what: Attempt) => countAttempt(counting.services, what);

async function fail(times: number, what: Attempt) {
  for (let time = 0; time < times; time++) expect(await attempt(what)).toMatchObject({ ok: true });
}

describe("a pair of identifier and address", () => {
  test("waits a minute after five failures", async () => {
    await fail(5, stranger);
    expect(await attempt(stranger)).toEqual({ ok: false, retryAt: counting.at("10:01:00") });
    counting.pass(59);
    expect(await attempt(stranger)).toMatchObject({ ok: false });
    counting.pass(1);
    expect(await attempt(stranger)).toMatchObject({ ok: true });
  });

  test("then waits longer after each failure, up to fifteen minutes", async () => {
    await fail(5, stranger);
    for (const minutes of [1, 2, 4, 8, 15, 15]) {
      counting.pass(minutes * 60 - 1);
      expect(await attempt(stranger)).toMatchObject({ ok: false });
      counting.pass(1);
      expect(await attempt(stranger)).toMatchObject({ ok: true });
    }
  });

  test("waits for nothing before its fifth failure, even where one server's clock is behind another's", async () => {
    await fail(1, stranger);
    counting.pass(-2);
    await fail(4, stranger);
    expect(await attempt(stranger)).toMatchObject({ ok: false });
  });

  test("does not wait longer for what was refused", async () => {
    await fail(5, stranger);
    for (let time = 0; time < 20; time++) await attempt(stranger);
    expect(await attempt(stranger)).toEqual({ ok: false, retryAt: counting.at("10:01:00") });
  });

  test("is forgotten an hour after its last failure", async () => {
    await fail(5, stranger);
    counting.pass(3600);
    await fail(5, stranger);
    expect(await attempt(stranger)).toEqual({ ok: false, retryAt: counting.at("11:01:00") });
  });

  test("is forgotten once the secret was right", async () => {
    await fail(4, home);
    const right = await attempt(home);
    if (right.ok) await right.succeeded();
    await fail(5, home);
  });

  test("is one, however the identifier is typed", async () => {
    await fail(5, stranger);
    expect(await attempt({ ...stranger, identifier: `  ${hugo.toUpperCase()} ` })).toMatchObject({ ok: false });
  });

  test("is another in another scope", async () => {
    await fail(5, stranger);
    expect(await attempt({ ...stranger, scope: "activation" })).toMatchObject({ ok: true });
  });

  test("lets five of fifty guesses pass that are sent at once, through two processes", async () => {
    const other = connectDatabase(counting.url);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        countAttempt(n % 2 === 0 ? counting.services : { ...counting.services, db: other.db }, stranger),
      ),
    );
    await other.pool.end();
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(5);
    for (const refusal of outcomes.filter(({ ok }) => !ok)) {
      expect(refusal).toEqual({ ok: false, retryAt: counting.at("10:01:00") });
    }
  });
});

describe("an identifier that strangers fail on", () => {
  test("still opens to its owner, from another address, while the stranger waits", async () => {
    await fail(5, stranger);
    expect(await attempt(stranger)).toMatchObject({ ok: false });
    const right = await attempt(home);
    expect(right).toMatchObject({ ok: true });
    if (right.ok) await right.succeeded();
    expect(await attempt(stranger)).toMatchObject({ ok: false });
  });

  test("is slowed after twenty failures, and never refused", async () => {
    for (let n = 0; n < 20; n++) await attempt(from(`203.0.0.${n}`));
    expect(await timeOf(() => attempt(home))).toBeGreaterThanOrEqual(delayAfter(21) - 1);
    await Promise.all(Array.from({ length: 60 }, (_, n) => attempt(from(`203.0.113.${n}`))));
    const longest = await timeOf(async () => expect(await attempt(from("192.0.2.8"))).toMatchObject({ ok: true }));
    expect(longest).toBeGreaterThanOrEqual(delayAfter(82) - 1);
  });

  test.each([
    [0, 0],
    [20, 0],
    [21, 100],
    [40, 2_000],
    [1_000_000, 2_000],
  ])("with %i failures, costs %i ms", (failures, delay) => {
    expect(delayAfter(failures)).toBe(delay);
  });

  test("is slowed no more by its owner's own sign-ins", async () => {
    for (let day = 0; day < 30; day++) {
      const right = await attempt(home);
      if (right.ok) await right.succeeded();
    }
    const left = await counting.services.db.select({ points: throttle.points }).from(throttle);
    expect(left).toEqual([{ points: 0 }, { points: 0 }]);
  });
});

test("what began in the window before takes nothing back from this one that it did not count", async () => {
  const before = [await attempt(home), await attempt(home)];
  counting.pass(3_600);
  const now = await attempt(home);
  for (const each of [...before, now]) if (each.ok) await each.succeeded();
  const left = await counting.services.db.select({ points: throttle.points }).from(throttle);
  expect(left.every(({ points }) => points === 0)).toBe(true);
});

test("counting and giving back the same counters at once, in every order, never stops", async () => {
  await inTens(300, async (n) => {
    const right = await attempt({
      ...from(`192.0.2.${n % 3}`, `student.${n % 4}`),
      scope: n % 2 ? "sign-in" : "unfreeze",
    });
    if (right.ok) await right.succeeded();
  });
});

describe("an address", () => {
  const someone = (n: number) => `student.${n}@etu.univ.example`;

  test("is refused past 300 failures in ten minutes, and whom it asked for keeps no trace of it", async () => {
    const busy = "198.51.100.7";
    await inTens(300, (n) => fail(1, from(busy, someone(n))));
    expect(await attempt(from(busy, hugo))).toEqual({ ok: false, retryAt: counting.at("10:10:00") });
    expect(await attempt(from("198.51.100.8", hugo))).toMatchObject({ ok: true });
    counting.pass(600);
    await fail(5, from(busy, hugo));
  });

  test("of the internal network is refused past 3,000", async () => {
    const hall = (n: number): Attempt => ({
      ...from("10.1.2.3", someone(n)),
      caller: { address: "10.1.2.3", isInternal: true },
    });
    await inTens(3_000, (n) => fail(1, hall(n)));
    expect(await attempt(hall(3_001))).toMatchObject({ ok: false });
  });

  test("does not fail by those who succeed", async () => {
    const campus = "198.51.100.9";
    await inTens(320, async (n) => {
      const right = await attempt(from(campus, someone(n)));
      if (right.ok) await right.succeeded();
    });
    expect(await attempt(from(campus, hugo))).toMatchObject({ ok: true });
  });

  test("of IPv6 is its /64, written in any way", async () => {
    await fail(3, from("2001:db8:0:1::7"));
    await fail(2, from("2001:0DB8::1:a:b:c:d"));
    expect(await attempt(from("2001:db8:0:1:ffff::1"))).toMatchObject({ ok: false });
    expect(await attempt(from("2001:db8:0:2::7"))).toMatchObject({ ok: true });
  });
});

test("nothing that was typed, and no address, is in clear in the table", async () => {
  await fail(1, from("198.51.100.7", "my-password-by-mistake"));
  const rows = JSON.stringify(await counting.services.db.select().from(throttle));
  expect(rows).not.toContain("my-password");
  expect(rows).not.toContain("198.51.100.7");
});

test("counters that are over are deleted, the others are not", async () => {
  await fail(5, stranger);
  counting.pass(3_599);
  await forgetOldCounters(counting.services);
  expect(await counting.services.db.select().from(throttle)).not.toHaveLength(0);
  counting.pass(1);
  await forgetOldCounters(counting.services);
  expect(await counting.services.db.select().from(throttle)).toHaveLength(0);
});

test("without its database, it lets nobody through", async () => {
  const gone = connectDatabase("postgres://nobody:nothing@127.0.0.1:9/none");
  const refusal = countAttempt({ ...counting.services, db: gone.db }, home).catch((error: unknown) => error);
  expect(unavailability(await refusal)).toMatchObject({ dependency: "database" });
  await gone.pool.end();
});

async function timeOf(act: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await act();
  return performance.now() - before;
}

async function inTens(times: number, act: (n: number) => Promise<unknown>): Promise<void> {
  for (let n = 0; n < times; n += 10) await Promise.all(Array.from({ length: 10 }, (_, more) => act(n + more)));
}
