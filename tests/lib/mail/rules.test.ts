import { expect, test } from "vitest";
import { nextAttempt, whyNotSent } from "@/lib/mail/rules";

const now = new Date("2031-09-05T08:00:00Z");
const seconds = (attempts: number, chance: number) =>
  (nextAttempt(attempts, now, chance).getTime() - now.getTime()) / 1_000;

test("the wait grows from ten seconds to an hour", () => {
  expect([1, 2, 3, 9, 10, 500].map((attempts) => seconds(attempts, 0))).toEqual([10, 20, 40, 2560, 3600, 3600]);
});

test("chance makes the wait up to a fifth longer, never shorter", () => {
  expect([seconds(1, 1), seconds(10, 0.5)]).toEqual([12, 3960]);
});

test("an error is told by its code alone", () => {
  const error = Object.assign(new Error("no such user someone@a.example, password hunter2"), {
    code: "EENVELOPE",
    command: "RCPT TO",
    responseCode: 550,
    response: "550 5.1.1 someone@a.example",
  });
  expect(whyNotSent(error)).toEqual({ code: "EENVELOPE 550", isAddressRefused: true, isServerAway: false });
  expect(whyNotSent("anything else").code).toBe("UNKNOWN");
});

test.each(["ESOCKET", "ECONNECTION", "ETIMEDOUT", "EDNS", "ETLS", "EAUTH"])(
  "%s means that no mail gets through",
  (code) => {
    expect(whyNotSent({ code }).isServerAway).toBe(true);
  },
);
