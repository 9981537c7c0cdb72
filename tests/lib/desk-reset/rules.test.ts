import { expect, test } from "vitest";
import { isLive, isStudentsTurn, type ResetQuestion, whyNotResettable } from "@/lib/desk-reset/rules";

const question = {
  card: {
    state: "in-force",
    validUntil: "2027-08-31",
    student: { activatedAt: new Date("2026-09-20T08:00:00Z"), block: null },
  },
  today: "2026-11-12",
  staffUid: "garcia-l",
  person: { uid: "hugo.bernard", affiliations: ["student", "member"], groups: [], state: "active" },
} as const satisfies ResetQuestion;
const { card, person } = question;

/** From the first reason of the contract to the last: each question has its own fault, and every fault that comes after it. */
const never = { activatedAt: null, block: null };
const reported = { ...card.student, block: "reported" } as const;
const suspended = { ...person, state: "suspended" } as const;
const colleague = { ...suspended, affiliations: ["student", "employee"] };
const oneself = { ...colleague, uid: "garcia-l" };
const lost = { ...card, state: "lost", student: never } as const;

test.each<[string, Partial<ResetQuestion>, string | null]>([
  ["nobody holds this number", { card: null, person: oneself }, "unknown-card"],
  ["the card is lost", { card: lost, person: oneself }, "card-not-in-force"],
  ["the card is replaced", { card: { ...card, state: "replaced" }, person: oneself }, "card-not-in-force"],
  ["the card ended yesterday", { card: { ...card, validUntil: "2026-11-11" }, person: oneself }, "card-not-in-force"],
  ["it is one's own account", { card: { ...card, student: never }, person: oneself }, "oneself"],
  ["a student who works here", { card: { ...card, student: never }, person: colleague }, "also-staff"],
  ["a student who keeps a desk", { person: { ...suspended, groups: ["kiosque-info"] } }, "also-staff"],
  ["someone who has left", { person: { ...suspended, affiliations: ["alum"] } }, "card-not-in-force"],
  ["a suspended account", { card: { ...card, student: never }, person: suspended }, "account-suspended"],
  [
    "one that IT suspended, whatever its holder reported",
    { card: { ...card, student: reported }, person: suspended },
    "account-suspended",
  ],
  ["an account that is not open", { person: { ...person, state: "inactive" } }, "account-not-activated"],
  ["an account whose state cannot be read", { person: { ...person, state: "unknown" } }, "account-not-activated"],
  ["an account that nobody opened here", { card: { ...card, student: never } }, "account-not-activated"],
  ["no entry in the directory", { person: null }, "account-not-activated"],
  ["the card ends today", { card: { ...card, validUntil: "2026-11-12" } }, null],
  ["nothing is wrong", {}, null],
])("%s", (_, differences, reason) => {
  expect(whyNotResettable({ ...question, ...differences })).toBe(reason);
});

test.each(["employee", "staff", "faculty", "teacher", "researcher"])(
  "%s is a colleague, student or not",
  (affiliation) => {
    const with_ = (affiliations: string[]) => whyNotResettable({ ...question, person: { ...person, affiliations } });
    expect(with_(["student", affiliation])).toBe("also-staff");
    expect(with_([affiliation])).toBe("also-staff");
  },
);

const now = new Date("2026-11-12T11:00:00Z");
const later = new Date("2026-11-12T11:00:01Z");

test("a reset lives until its time is over, or until the password that was on its way has arrived", () => {
  const reset = { channel: "api", state: "opened", expiresAt: later, claimedUntil: null } as const;
  expect(isLive(reset, now)).toBe(true);
  expect(isLive({ ...reset, expiresAt: now }, now)).toBe(false);
  expect(isLive({ ...reset, expiresAt: now, claimedUntil: later }, now)).toBe(true);
  expect(isLive({ ...reset, expiresAt: now, claimedUntil: now }, now)).toBe(false);
  for (const state of ["completed", "cancelled", "expired"] as const) {
    expect(isLive({ ...reset, state, claimedUntil: later }, now)).toBe(false);
  }
});

test("from the page, no password before the screen is the student's, and none from the screen while their phone has it", () => {
  const reset = { channel: "page", state: "handed-over", phoneId: null } as const;
  expect(isStudentsTurn({ ...reset, state: "opened" }, null)).toBe(false);
  expect(isStudentsTurn(reset, null)).toBe(true);
  expect(isStudentsTurn({ channel: "api", state: "opened", phoneId: null }, null)).toBe(true);
  expect(isStudentsTurn({ ...reset, phoneId: "p-1" }, null)).toBe(false);
  expect(isStudentsTurn({ ...reset, phoneId: "p-1" }, "p-1")).toBe(true);
  expect(isStudentsTurn({ ...reset, phoneId: "p-2" }, "p-1")).toBe(false);
  expect(isStudentsTurn(reset, "p-1")).toBe(false);
});
