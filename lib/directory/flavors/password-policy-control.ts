import { type Answer, policyErrors } from "../answer";
import type { BindRefusal, PasswordRefusal } from "./flavor";

/** The reasons that draft-behera-ldap-password-policy gives in its response control: OpenLDAP and 389 Directory Server speak it. */
export function policyBindRefusal({ policyError }: Answer): BindRefusal | null {
  return bindRefusals[policyError ?? -1] ?? null;
}

export function policyPasswordRefusal({ policyError }: Answer): PasswordRefusal | null {
  return passwordRefusals[policyError ?? -1] ?? null;
}

const bindRefusals: Partial<Record<number, BindRefusal>> = {
  [policyErrors.passwordExpired]: "password-expired",
  [policyErrors.accountLocked]: "locked",
  // A bind then opens a session that may do nothing but change the password.
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
