import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from "vitest";
import type { Server } from "@/embedded/directory/wire";
import { freePort } from "@/embedded/free-port";
import { DirectoryUnavailable, inFull } from "@/lib/errors";
import { directoryAt, hugo, scriptedServer } from "./scripted";

const passwordModify = "1.3.6.1.4.1.4203.1.11.1";
const minutes = 60_000;
/** More than a bind and a search take on this machine, and less than a server that hangs is given. Milliseconds. */
const atOnce = 1_500;

let warned: MockInstance<typeof console.warn>;
let complained: MockInstance<typeof console.error>;
/** What holds once the servers on the wire have said their part, however busy this machine is. */
const until = (holds: () => void) => vi.waitFor(holds, { timeout: 15_000 });
const lines = (spy: typeof warned, pattern: RegExp) =>
  spy.mock.calls.map(([line]) => String(line)).filter((line) => pattern.test(line));

beforeEach(() => {
  warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  complained = vi.spyOn(console, "error").mockImplementation(() => {});
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A server that counts what it is asked, and answers as the numbers of `says` say at that moment: RFC 4511 result codes. */
async function counting(says: { bind: number; search: number | "nothing"; change: number; words?: string }) {
  const asked = { binds: 0, searches: 0, changes: 0 };
  const url = await scriptedServer((server: Server) => {
    server.bind("", (_, response) => {
      asked.binds++;
      response.end(says.bind);
    });
    server.search("", (_, response) => {
      asked.searches++;
      if (says.search !== "nothing") response.end(says.search);
    });
    for (const change of [server.modify.bind(server, ""), server.exop.bind(server, passwordModify)]) {
      change((_, response) => {
        asked.changes++;
        response.diagnosticMessage = says.words ?? "";
        response.end(says.change);
      });
    }
  });
  return { url, asked, says };
}
const good = () => counting({ bind: 0, search: 0, change: 0 });

describe("a service account that is refused", () => {
  test("is tried once, whatever the crowd, and not again for five minutes; the log says it once", async () => {
    const { url, asked, says } = await counting({ bind: 49, search: 0, change: 0 });
    const directory = directoryAt([url]);
    const crowd = () =>
      Promise.all(Array.from({ length: 20 }, () => directory.ping().catch((error: unknown) => error)));
    for (let wave = 0; wave < 3; wave++) {
      const [error] = await crowd();
      expect(error).toBeInstanceOf(DirectoryUnavailable);
      expect(inFull(error)).toContain("unexpected LDAP result 49");
    }
    expect(asked.binds).toBe(1);
    await vi.advanceTimersByTimeAsync(5 * minutes);
    await crowd();
    expect(asked.binds).toBe(2);
    expect(lines(complained, /LDAP_BIND_DN or LDAP_BIND_PASSWORD is wrong/)).toHaveLength(1);
    says.bind = 0;
    await vi.advanceTimersByTimeAsync(5 * minutes);
    await directory.ping();
    expect(lines(warned, /takes the service account again/)).toHaveLength(1);
  });

  test("on the first of two servers, is no more tried there than that; the second serves, and all return once it is taken", async () => {
    const { url, asked, says } = await counting({ bind: 49, search: 0, change: 0 });
    const second = await good();
    const directory = directoryAt([url, second.url]);
    for (let second = 0; second < 60; second++) {
      await directory.ping();
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(asked.binds).toBe(1);
    says.bind = 0;
    await vi.advanceTimersByTimeAsync(4 * minutes);
    await until(() => expect(lines(warned, /answers again/)).toHaveLength(1));
    const before = second.asked.searches;
    await directory.ping();
    expect(second.asked.searches).toBe(before);
  });
});

describe("a server that takes no changes", () => {
  test.each([
    ["refuses them", 53],
    ["refers them elsewhere", 10],
  ])("and %s is left aside for the next one, each time for twice as long", async (_, code) => {
    const first = await counting({ bind: 0, search: 0, change: code, words: "shadow context" });
    const second = await good();
    const directory = directoryAt([first.url, second.url]);
    for (let second = 0; second < 40; second++) {
      expect(await directory.setPassword(hugo, "Girafe-91-Tisane")).toEqual({ ok: true });
      await vi.advanceTimersByTimeAsync(1_000);
      // The trial's own time on the wire.
      await until(() => expect(first.asked.searches).toBe(lines(warned, /answers again/).length));
    }
    expect(second.asked.changes).toBe(40);
    expect(first.asked.changes).toBeLessThan(8);
    expect(lines(warned, /is left aside: .*LDAP result \d+: shadow context/)).toHaveLength(first.asked.changes);
  });

  test("and stands alone, or has only such ones beside it, makes it unavailable, and serves what is read", async () => {
    const [one, another] = await Promise.all([1, 2].map(() => counting({ bind: 0, search: 0, change: 53 })));
    if (!one || !another) throw new Error("two were started");
    for (const urls of [[one.url], [one.url, another.url]]) {
      const directory = directoryAt(urls);
      await expect(directory.setPassword(hugo, "Girafe-91-Tisane")).rejects.toThrow(DirectoryUnavailable);
      await directory.ping();
    }
    expect([one.asked.changes, another.asked.changes]).toEqual([2, 1]);
  });

  test("is not left aside where the others are: it serves what is read", async () => {
    const reader = await counting({ bind: 0, search: 0, change: 53 });
    const directory = directoryAt([`ldap://127.0.0.1:${await freePort()}`, reader.url]);
    await directory.ping();
    await expect(directory.setPassword(hugo, "Girafe-91-Tisane")).rejects.toThrow(DirectoryUnavailable);
    expect(lines(warned, new RegExp(`${reader.url} is left aside`))).toEqual([]);
    await directory.ping();
  });

  test("is not taken for one because its policy refuses a password", async () => {
    const first = await counting({ bind: 0, search: 0, change: 53, words: "0000052D: Constraint violation" });
    const second = await good();
    const directory = directoryAt([first.url, second.url], { flavor: "ad" });
    expect(await directory.findByStaffLogin("garcia-l")).toBeNull();
    const outcome = await directory.setPassword(hugo, "Girafe-91-Tisane").catch((error: unknown) => error);
    expect([outcome, second.asked]).toEqual([
      { ok: false, reason: "quality" },
      { binds: 0, searches: 0, changes: 0 },
    ]);
  });
});

test("a server that lets everyone bind, and answers nothing else, costs one wait, and is not trusted for its binds", async () => {
  const half = await counting({ bind: 0, search: "nothing", change: 0 });
  const second = await good();
  const directory = directoryAt([half.url, second.url]);
  const asked = directory.ping();
  await until(() => expect(half.asked.searches).toBe(1));
  await vi.advanceTimersByTimeAsync(2_000);
  await asked;
  for (let trial = 2; trial < 5; trial++) {
    await vi.advanceTimersByTimeAsync(1_000);
    await until(() => expect(half.asked.searches).toBe(trial));
    const began = Date.now();
    await directory.ping();
    expect(Date.now() - began).toBeLessThan(atOnce);
    await vi.advanceTimersByTimeAsync(2_000);
  }
  expect(lines(warned, /is left aside/)).toHaveLength(1);
  expect(lines(warned, /answers again/)).toEqual([]);
});

test.each([
  ["busy", 51],
  ["shutting down", 52],
])("a server that says that it is %s is left aside, and the next one answers", async (_, code) => {
  const busy = await counting({ bind: 0, search: code, change: 0 });
  const second = await good();
  await directoryAt([busy.url, second.url]).ping();
  expect(second.asked.searches).toBe(1);
  expect(lines(warned, new RegExp(`left aside: .*LDAP result ${code}`))).toHaveLength(1);
});

test("a connection that nobody used for half a minute is not trusted to be there still", async () => {
  const server = await good();
  const directory = directoryAt([server.url]);
  // Each of the four that are kept, and shared.
  const eachOne = async () => {
    for (let place = 0; place < 4; place++) await directory.ping();
  };
  await eachOne();
  await vi.advanceTimersByTimeAsync(29_000);
  await eachOne();
  expect(server.asked.binds).toBe(4);
  await vi.advanceTimersByTimeAsync(30_000);
  await eachOne();
  expect(server.asked.binds).toBe(8);
});
