import { expect, test } from "vitest";
import { clockFinding, readOtherClock } from "@/commands/doctor/clock-skew";

const sentences = { ok: "database.clock.ok", off: "database.clock.off", wrong: "database.clock.wrong" } as const;
const levelOf = (ahead: number, precision = 0) => clockFinding({ ahead, precision }, sentences).level;

// No clock of this machine can be set: the servers' own clocks are read in the tests of each, and what is made of them here.
test("a clock that is a few seconds off is to be looked at, one that is a minute off to be fixed, ahead or behind", () => {
  expect([levelOf(0), levelOf(1_900), levelOf(-1_900)]).toEqual(["ok", "ok", "ok"]);
  expect([levelOf(3_000), levelOf(-59_000)]).toEqual(["warning", "warning"]);
  expect([levelOf(61_000), levelOf(-3_600_000)]).toEqual(["fault", "fault"]);
});

test("what the journey of the question may explain is no skew", () => {
  expect([levelOf(3_000, 1_500), levelOf(61_000, 2_000)]).toEqual(["ok", "warning"]);
});

test("an hour ahead is seen as an hour, and a clock of whole seconds as right", async () => {
  const { ahead } = await readOtherClock(async () => new Date(Date.now() + 3_600_000));
  expect(Math.abs(ahead - 3_600_000)).toBeLessThan(1_000);
  const whole = await readOtherClock(async () => new Date(Math.floor(Date.now() / 1_000) * 1_000), 1_000);
  expect(Math.abs(whole.ahead)).toBeLessThanOrEqual(whole.precision + 1);
});
