import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { policyErrors, resultCodes, wasOvertaken } from "./answer";
import { type Connection, unexpected } from "./connection";
import type { Deadline } from "./deadline";
import type { AuthenticateOutcome, SetPasswordOutcome } from "./directory";
import type { Flavor } from "./flavor";

type BindRefusal = Extract<AuthenticateOutcome, { ok: false }>["reason"];
type PasswordRefusal = Extract<SetPasswordOutcome, { ok: false }>["reason"];

/** OpenLDAP with the ppolicy overlay; the embedded directory speaks alike. */
export const openldap: Flavor = {
  async authenticate(connection, dn, password, deadline) {
    const answer = await connection.bind(dn, password, deadline);
    const reason = bindRefusals[answer.policyError ?? -1];
    switch (answer.status) {
      case resultCodes.success:
        // After a reset by an administrator a bind opens a session that may do nothing but change the password.
        return reason === "must-change" ? { ok: false, reason } : { ok: true };
      case resultCodes.invalidCredentials:
      case resultCodes.inappropriateAuthentication:
        return { ok: false, reason: reason ?? "wrong-password" };
      default:
        throw unexpected(answer);
    }
  },

  async setPassword(connection, dn, newPassword, deadline) {
    const answer = await passwordModify(connection, dn, newPassword, deadline);
    const reason = passwordRefusals[answer.policyError ?? -1];
    switch (answer.status) {
      case resultCodes.success:
        return { ok: true };
      case resultCodes.constraintViolation:
        return { ok: false, reason: reason ?? "quality" };
      case resultCodes.unwillingToPerform:
        return { ok: false, reason: "not-allowed" };
      default:
        if (reason) return { ok: false, reason };
        throw unexpected(answer);
    }
  },
};

/** How often another change of the same password may come in between before we give up. */
const attempts = 5;

/** Milliseconds, at most, before trying again: not the same for each, so that they part. */
const pauseBetween = 40;

/** ppolicy reads an entry's history, then adds to it and deletes from it: of two changes at once one is refused, and undone. */
async function passwordModify(connection: Connection, dn: string, newPassword: string, deadline: Deadline) {
  for (let attempt = 1; ; attempt++) {
    const answer = await connection.passwordModify(dn, newPassword, deadline);
    if (!wasOvertaken(answer) || attempt === attempts) return answer;
    await pause(Math.random() * pauseBetween);
  }
}

const bindRefusals: Partial<Record<number, BindRefusal>> = {
  [policyErrors.passwordExpired]: "password-expired",
  [policyErrors.accountLocked]: "locked",
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
