import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connectDatabase } from "@/db/client";
import { throttle } from "@/db/schema";
import { type Bind, countBind, forgetBinds } from "@/lib/throttle/binds";
import { forgetOldCounters } from "@/lib/throttle/forget";
import { mostFailures } from "@/lib/throttle/rules";
import { startCounting } from "@/tests/support/throttle";

const hugo = "uid=hugo.bernard,ou=people,dc=univ,dc=example";
const directoryLockout = { failures: 10, minutes: 15 };

let counting: Awaited<ReturnType<typeof startCounting>>;
beforeEach(async () => {
  counting = await startCounting();
});
afterEach(() => counting.close());

const services = () => ({ ...counting.services, institution: { directoryLockout } });
const from = (address: string, account = hugo): Bind => ({ account, caller: { address, isInternal: false } });
const inside = (address: string): Bind => ({ account: hugo, caller: { address, isInternal: true } });
const home = from("192.0.2.7");
/** Somebody else each time. */
const stranger = (n: number, account = hugo) => from(`203.0.113.${n}`, account);

const ask = (bind: Bind) => countBind(services(), bind);
const isAsked = async (bind: Bind) => (await ask(bind)).ok;
async function right(bind: Bind) {
  const outcome = await ask(bind);
  if (!outcome.ok) throw new Error("not asked");
  await outcome.wasRight();
}
async function strangersFail(times: number, account = hugo) {
  const asked = await Promise.all(Array.from({ length: times }, (_, n) => isAsked(stranger(n, account))));
  return asked.filter(Boolean).length;
}

test.each([
  [10, 8, 9],
  [5, 3, 4],
  [3, 1, 2],
  [2, 1, 1],
])(
  "of a lock after %i failures, %i may come from outside and %i from the internal network",
  (failures, outside, internal) => {
    expect(mostFailures(failures, { isInternal: false })).toBe(outside);
    expect(mostFailures(failures, { isInternal: true })).toBe(internal);
  },
);

test("strangers from fifty addresses at once, through two processes, have eight passwords tried", async () => {
  const other = connectDatabase(counting.url);
  const asked = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      countBind(n % 2 === 0 ? services() : { ...services(), db: other.db }, stranger(n)),
    ),
  );
  await other.pool.end();
  expect(asked.filter(({ ok }) => ok)).toHaveLength(8);
  for (const refusal of asked.filter(({ ok }) => !ok)) {
    expect(refusal).toEqual({ ok: false, retryAt: counting.at("10:15:00") });
  }
});

test("a name that nobody has is counted alike", async () => {
  expect(await strangersFail(20, "personne.ici@etu.univ.example")).toBe(8);
  expect(await strangersFail(20)).toBe(8);
});

test("from the internal network one more is tried, and no more, whoever signed in there", async () => {
  await right(inside("10.1.2.3"));
  await strangersFail(20);
  expect(await isAsked(inside("10.1.2.3"))).toBe(true);
  expect(await isAsked(inside("10.1.2.3"))).toBe(false);
  expect(await isAsked(inside("10.1.2.4"))).toBe(false);
});

describe("a place where the account signed in", () => {
  test("is believed whatever strangers do, and however often it is wrong", async () => {
    await right(home);
    await strangersFail(20);
    for (let time = 0; time < 5; time++) expect(await isAsked(home)).toBe(true);
    expect(await isAsked(stranger(99))).toBe(false);
  });

  test("is that account's alone", async () => {
    await right(from("192.0.2.7", "uid=lea.moreau,ou=people,dc=univ,dc=example"));
    await strangersFail(20);
    expect(await isAsked(home)).toBe(false);
  });

  test("is remembered for ninety days after the last time, then deleted", async () => {
    await right(home);
    counting.pass(89 * 86_400);
    await strangersFail(20);
    await right(home);
    counting.pass(90 * 86_400 - 1);
    await forgetOldCounters(counting.services);
    await strangersFail(20);
    expect(await isAsked(home)).toBe(true);
    counting.pass(1);
    expect(await isAsked(home)).toBe(false);
    counting.pass(900);
    await forgetOldCounters(counting.services);
    expect(await counting.services.db.select().from(throttle)).toEqual([]);
  });

  test("is the /64 of an IPv6 address", async () => {
    await right(from("2001:db8:0:1::7"));
    await strangersFail(20);
    expect(await isAsked(from("2001:db8:0:1:ffff::1"))).toBe(true);
    expect(await isAsked(from("2001:db8:0:2::7"))).toBe(false);
  });
});

describe("the count", () => {
  test("lasts as long as the directory's after the last failure, not after the first", async () => {
    await strangersFail(7);
    counting.pass(899);
    expect(await ask(stranger(50))).toMatchObject({ ok: true });
    counting.pass(899);
    expect(await ask(stranger(51))).toEqual({ ok: false, retryAt: counting.at("10:29:59") });
    counting.pass(1);
    expect(await strangersFail(20)).toBe(8);
  });

  test("is not made longer by what was refused", async () => {
    await strangersFail(20);
    counting.pass(600);
    expect(await ask(stranger(99))).toEqual({ ok: false, retryAt: counting.at("10:15:00") });
  });

  test("gives back what was right", async () => {
    for (let time = 0; time < 30; time++) await right(from(`192.0.2.${time}`));
    expect(await strangersFail(20)).toBe(8);
  });

  test("is empty once the directory took a new password", async () => {
    await strangersFail(20);
    await forgetBinds(services(), hugo);
    expect(await strangersFail(20)).toBe(8);
  });
});

test("nothing is counted and no place remembered where the institution does not say what the directory's lock is", async () => {
  for (let n = 0; n < 20; n++) {
    const asked = await countBind({ ...counting.services, institution: {} }, stranger(n));
    if (asked.ok) await asked.wasRight();
    expect(asked.ok).toBe(true);
  }
  expect(await counting.services.db.select().from(throttle)).toEqual([]);
});

test("neither the account nor the place is in clear in the table", async () => {
  await right(home);
  const rows = JSON.stringify(await counting.services.db.select().from(throttle));
  expect(rows).not.toContain("hugo");
  expect(rows).not.toContain("192.0.2.7");
});
