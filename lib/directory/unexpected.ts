import { DirectoryUnavailable } from "@/lib/errors";
import { type Answer, resultCodes } from "./answer";

/**
 * A change that a server did not confirm: no response came, or the server accepts changes from nobody (a read-only
 * replica or database).
 */
export class ChangeNotConfirmed extends DirectoryUnavailable {
  constructor(
    cause: unknown,
    /** The change was sent and no response came: nobody knows whether it was made. */
    readonly mayBeMade = false,
  ) {
    super(cause);
  }
}

/** True when a change was sent and never answered. Checked by shape, as in lib/errors. */
export function mayBeMade(error: unknown): boolean {
  return error instanceof Error && "mayBeMade" in error && error.mayBeMade === true;
}

/** Returns the same failure, for a change that an earlier attempt may have made. */
export function asMayBeMade(error: unknown): ChangeNotConfirmed {
  return new ChangeNotConfirmed(error instanceof DirectoryUnavailable ? error.cause : error, true);
}

/** Returns the error for a result that only a wrong setting or a broken server explains. */
export function unexpected(answer: Answer): DirectoryUnavailable {
  return new DirectoryUnavailable(new Error(`unexpected LDAP result ${wordsOf(answer)}`));
}

/**
 * Returns the error for an unexpected result of a change. It is `ChangeNotConfirmed` when this server accepts no
 * changes, so that another one is asked. Refusals by the server's own policy do not come here.
 */
export function unexpectedOfChange(answer: Answer, what = "unexpected"): DirectoryUnavailable {
  const reason = new Error(`${what} LDAP result ${wordsOf(answer)}`);
  const takesNone = answer.status === resultCodes.unwillingToPerform || answer.status === resultCodes.referral;
  return takesNone ? new ChangeNotConfirmed(reason) : new DirectoryUnavailable(reason);
}

function wordsOf({ status, diagnosticMessage, referrals }: Answer): string {
  const elsewhere = referrals ? ` (see ${referrals.join(", ")})` : "";
  return `${status}: ${diagnosticMessage}${elsewhere}`;
}
