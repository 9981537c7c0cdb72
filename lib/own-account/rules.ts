import type { PasswordProof } from "@/lib/session/prove-password";

/** Why the old password does not let this account's password be changed here. */
export type ProofRefusal = "wrong-password" | "locked" | "suspended" | "inactive";

/**
 * What the directory said of the old password; null when it is the right one. One that is too old, or that the directory wants changed, is
 * right all the same: whoever changes it does what is asked.
 */
export function whyNotProven(proof: Exclude<PasswordProof, { reason: "near-lockout" }>): ProofRefusal | null {
  if (proof.ok) return proof.person.state === "active" ? null : "inactive";
  const { reason, person } = proof;
  if (reason === "password-expired" || reason === "must-change") {
    if (person?.state === "suspended") return "suspended";
    return person?.state === "active" ? null : "inactive";
  }
  return reason === "unknown" ? "wrong-password" : reason;
}
