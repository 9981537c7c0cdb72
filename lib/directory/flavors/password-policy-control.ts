import { type Answer, policyErrors } from "../answer";
import type { BindRefusal, PasswordRefusal } from "./flavor";

/**
 * Returns the bind refusal given in the response control of draft-behera-ldap-password-policy, which OpenLDAP and 389
 * Directory Server send; null when it gives none.
 */
export function policyBindRefusal({ policyError }: Answer): BindRefusal | null {
  return bindRefusals[policyError ?? -1] ?? null;
}

export function policyPasswordRefusal({ policyError }: Answer): PasswordRefusal | null {
  return passwordRefusals[policyError ?? -1] ?? null;
}

const bindRefusals: Partial<Record<number, BindRefusal>> = {
  [policyErrors.passwordExpired]: "password-expired",
  [policyErrors.accountLocked]: "locked",
  // The bind succeeds, but the session may do nothing except change the password.
  [policyErrors.changeAfterReset]: "must-change",
};

const passwordRefusals: Partial<Record<number, PasswordRefusal>> = {
  [policyErrors.passwordModNotAllowed]: "not-allowed",
  [policyErrors.mustSupplyOldPassword]: "not-allowed",
  [policyErrors.insufficientPasswordQuality]: "quality",
  [policyErrors.passwordTooShort]: "too-short",
  [policyErrors.passwordTooYoung]: "too-young",
  [policyErrors.passwordInHistory]: "in-history",
};
