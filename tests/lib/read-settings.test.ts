import { expect, test } from "vitest";
import { readWhatIsThere } from "@/lib/read-settings";
import { webWorkerCount } from "@/server/web-workers";

function read(WEB_CONCURRENCY: string) {
  const { env, faults } = readWhatIsThere({ NODE_ENV: "test", DEMO: "1", WEB_CONCURRENCY });
  const ofIt = faults.filter(({ name }) => name === "WEB_CONCURRENCY");
  return { workers: env.webConcurrency, faults: ofIt.map(({ kind }) => kind) };
}

test.each(["-1", "0", "1.5", "65", "abc"])(
  "%s web workers are not what anybody meant: it is told, and not used",
  (said) => {
    expect(read(said)).toEqual({ workers: undefined, faults: ["malformed"] });
  },
);

test("so many web workers as are asked for, else one for each core, two at most", () => {
  expect(read("4")).toEqual({ workers: 4, faults: [] });
  expect(webWorkerCount(4)).toBe(4);
  expect(read("")).toEqual({ workers: undefined, faults: [] });
  expect([1, 2]).toContain(webWorkerCount(undefined));
});

test.each([
  ["https://compte.univ.example", true],
  ["https://compte.univ.example/", true],
  ["https://compte.univ.example:8443", true],
  ["https://compte.univ.example/trousseau", false],
  ["https://compte.univ.example//", false],
  ["https://compte.univ.example/?", false],
  ["https://compte.univ.example?from=ent", false],
  ["https://compte.univ.example/#top", false],
  ["https://someone@compte.univ.example", false],
])("the service stands at the root of its own host: %s, %s", (PUBLIC_URL, isTaken) => {
  const { env, faults } = readWhatIsThere({ NODE_ENV: "test", DEMO: "0", PUBLIC_URL });
  expect(faults.filter(({ name }) => name === "PUBLIC_URL").map(({ kind }) => kind)).toEqual(
    isTaken ? [] : ["malformed"],
  );
  expect(env.publicUrl).toBe(isTaken ? PUBLIC_URL.replace(/\/$/, "") : undefined);
});
