import { afterEach, beforeEach, expect, test } from "vitest";
import { countRecoveryMail } from "@/lib/throttle/recovery-mail";
import { startCounting } from "@/tests/support/throttle";

let counting: Awaited<ReturnType<typeof startCounting>>;
beforeEach(async () => {
  counting = await startCounting();
});
afterEach(() => counting.close());

const hour = 3_600;
const send = (studentId: string, email: string) => countRecoveryMail(counting.services, { studentId, email });

test("three an hour pass for one student, whatever the addresses", async () => {
  for (const email of ["a@mail.example", "b@mail.example", "c@mail.example"]) {
    expect(await send("camille", email)).toEqual({ ok: true });
  }
  expect(await send("camille", "d@mail.example")).toEqual({ ok: false, retryAt: counting.at("11:00:00") });
  expect(await send("ines", "d@mail.example")).toEqual({ ok: true });
});

test("three an hour pass to one address, whoever asks and however it is typed", async () => {
  for (const student of ["camille", "ines", "zoe"]) expect(await send(student, "a@mail.example")).toEqual({ ok: true });
  expect(await send("noe", "A@Mail.example ")).toMatchObject({ ok: false });
});

test("ten a day pass, and what was refused counts for nothing", async () => {
  for (let round = 0; round < 3; round++) {
    for (let time = 0; time < 3; time++) expect(await send("camille", "a@mail.example")).toEqual({ ok: true });
    for (let time = 0; time < 5; time++) expect(await send("camille", "a@mail.example")).toMatchObject({ ok: false });
    counting.pass(hour);
  }
  expect(await send("camille", "a@mail.example")).toEqual({ ok: true });
  const refusal = await send("camille", "a@mail.example");
  expect(refusal).toEqual({ ok: false, retryAt: new Date("2026-11-13T10:00:00Z") });
  counting.pass(21 * hour);
  expect(await send("camille", "a@mail.example")).toEqual({ ok: true });
});

test("past the limits of the hour and of the day together, the next one leaves on the morrow", async () => {
  for (const times of [1, 3, 3, 3]) {
    counting.pass(hour);
    for (let time = 0; time < times; time++) expect(await send("camille", "a@mail.example")).toEqual({ ok: true });
  }
  const retryAt = new Date("2026-11-13T11:00:00Z");
  expect(await send("camille", "a@mail.example")).toEqual({ ok: false, retryAt });
});

test("of twenty sent at once, three pass", async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => send("camille", "a@mail.example")));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(3);
});
