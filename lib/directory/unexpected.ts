import { DirectoryUnavailable } from "@/lib/errors";
import { type Answer, resultCodes } from "./answer";

/** A change that a server did not answer, or does not take from anybody: a copy that is only read, or a database that is shut to changes. */
export class ChangeNotTaken extends DirectoryUnavailable {}

/** For a result that only a wrong setting, or a broken server, explains. */
export function unexpected(answer: Answer): DirectoryUnavailable {
  return new DirectoryUnavailable(new Error(`unexpected LDAP result ${wordsOf(answer)}`));
}

/** The same of a change, for which another server is asked where this one takes none. Nothing of the server's own policy comes here. */
export function unexpectedOfChange(answer: Answer, what = "unexpected"): DirectoryUnavailable {
  const reason = new Error(`${what} LDAP result ${wordsOf(answer)}`);
  const takesNone = answer.status === resultCodes.unwillingToPerform || answer.status === resultCodes.referral;
  return takesNone ? new ChangeNotTaken(reason) : new DirectoryUnavailable(reason);
}

function wordsOf({ status, diagnosticMessage, referrals }: Answer): string {
  const elsewhere = referrals ? ` (see ${referrals.join(", ")})` : "";
  return `${status}: ${diagnosticMessage}${elsewhere}`;
}
