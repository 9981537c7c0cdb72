import type { SignInOutcome } from "@/lib/session/sign-in";
import type { Messages } from "@/messages/catalogue";

type Words = keyof Messages["session"]["refusals"];
type Reason = Extract<SignInOutcome, { ok: false }>["reason"];

export interface Refusal {
  words: Words;
  help: string;
}

/**
 * What a refusal says, and where its help is. Whoever does not prove the password learns one thing, whatever the reason; whoever
 * does learns why the account may not be used.
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

/** What `expired` says to a member of the staff. */
export const staffExpired: Refusal = { words: "expiredStaff", help: "/aide" };
