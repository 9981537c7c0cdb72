import "server-only";
import { resultCodes } from "./answer";
import type { Connection } from "./connection";
import type { Deadline } from "./deadline";
import type { AuthenticateOutcome } from "./directory";
import type { Flavor } from "./flavors/flavor";
import { unexpected } from "./unexpected";

/**
 * Checks a password, which must not be empty, by a bind. Refuses it with `must-change` when the server accepts the bind
 * but requires a new password first.
 */
export async function authenticate(
  flavor: Flavor,
  connection: Connection,
  dn: string,
  password: string,
  deadline: Deadline,
): Promise<AuthenticateOutcome> {
  const answer = await connection.bind(dn, password, deadline);
  const reason = flavor.bindRefusal(answer);
  switch (answer.status) {
    case resultCodes.success:
      return reason === "must-change" ? { ok: false, reason } : { ok: true };
    case resultCodes.invalidCredentials:
    case resultCodes.inappropriateAuthentication:
      return { ok: false, reason: reason ?? "wrong-password" };
    default:
      if (reason) return { ok: false, reason };
      throw unexpected(answer);
  }
}
