import "server-only";
import { resultCodes } from "./answer";
import type { Connection } from "./connection";
import type { Deadline } from "./deadline";
import type { PasswordInUse, SetPasswordOutcome } from "./directory";
import type { Flavor } from "./flavors/flavor";
import { unexpectedOfChange } from "./unexpected";

/** Sets a password as the service account, and lifts a lock set by failed sign-ins: it works at once. */
export async function setPassword(
  flavor: Flavor,
  connection: Connection,
  dn: string,
  newPassword: string,
  deadline: Deadline,
): Promise<SetPasswordOutcome | PasswordInUse> {
  const answer = await flavor.changePassword(connection, dn, newPassword, deadline);
  const reason = flavor.passwordRefusal(answer);
  switch (answer.status) {
    case resultCodes.success:
      return { ok: true };
    case resultCodes.constraintViolation:
      return { ok: false, reason: reason ?? "quality" };
    default:
      if (reason) return { ok: false, reason };
      throw unexpectedOfChange(answer);
  }
}
