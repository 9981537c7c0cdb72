import { DirectoryUnavailable } from "@/lib/errors";
import { type Answer, resultCodes } from "./answer";

/** A change that a server did not confirm: no answer came, or it takes none from anybody (a copy that is only read, a database shut to changes). */
export class ChangeNotConfirmed extends DirectoryUnavailable {
  constructor(
    cause: unknown,
    /** It was sent, and no answer came: nobody knows whether it was made. */
    readonly mayBeMade = false,
  ) {
    super(cause);
  }
}

/** True where a change was sent and never answered. By shape, as in lib/errors. */
export function mayBeMade(error: unknown): boolean {
  return error instanceof Error && "mayBeMade" in error && error.mayBeMade === true;
}

/** The same failure, of a change that an attempt before it may have made. */
export function asMayBeMade(error: unknown): ChangeNotConfirmed {
  return new ChangeNotConfirmed(error instanceof DirectoryUnavailable ? error.cause : error, true);
}

/** For a result that only a wrong setting, or a broken server, explains. */
export function unexpected(answer: Answer): DirectoryUnavailable {
  return new DirectoryUnavailable(new Error(`unexpected LDAP result ${wordsOf(answer)}`));
}

/** The same of a change, for which another server is asked where this one takes none. Nothing of the server's own policy comes here. */
export function unexpectedOfChange(answer: Answer, what = "unexpected"): DirectoryUnavailable {
  const reason = new Error(`${what} LDAP result ${wordsOf(answer)}`);
  const takesNone = answer.status === resultCodes.unwillingToPerform || answer.status === resultCodes.referral;
  return takesNone ? new ChangeNotConfirmed(reason) : new DirectoryUnavailable(reason);
}

function wordsOf({ status, diagnosticMessage, referrals }: Answer): string {
  const elsewhere = referrals ? ` (see ${referrals.join(", ")})` : "";
  return `${status}: ${diagnosticMessage}${elsewhere}`;
}
