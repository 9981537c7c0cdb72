import type { SignInOutcome } from "@/lib/session/sign-in";
import type { Messages } from "@/messages/catalogue";

type Words = keyof Messages["session"]["refusals"];
type Reason = Extract<SignInOutcome, { ok: false }>["reason"];

export interface Refusal {
  words: Words;
  help: string;
}

/**
 * The words of a refusal, and the address of its help. Without the right password, every reason gets the same words;
 * with it, the person learns why the account may not be used.
 */
export const refusals: Record<Reason, Refusal> = {
  unknown: { words: "refused", help: "/aide" },
  "wrong-password": { words: "refused", help: "/aide" },
  locked: { words: "refused", help: "/aide" },
  "password-expired": { words: "expired", help: "/aide#mot-de-passe-oublie" },
  "must-change": { words: "expired", help: "/aide#mot-de-passe-oublie" },
  suspended: { words: "suspended", help: "/aide#compte-suspendu" },
  inactive: { words: "inactive", help: "/premiere-connexion" },
  "no-role": { words: "noRole", help: "/aide" },
  "too-many-tries": { words: "tooManyTries", help: "/aide" },
};

/** The words of `expired` for staff. */
export const staffExpired: Refusal = { words: "expiredStaff", help: "/aide" };
