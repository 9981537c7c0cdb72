import { policyErrors, resultCodes } from "@/lib/directory/answer";
import type { Connection } from "@/lib/directory/connection";
import { Deadline } from "@/lib/directory/deadline";
import { openConnection, type TlsSettings } from "@/lib/directory/open-connection";
import { codeOf, patience } from "../attempt";
import { type Finding, fault, ok } from "../finding";
import { invalidDnSyntax } from "./visit";

/** Binds as the service does. Returns its account's connection, or why there is none. */
export async function signIn(
  url: string,
  tls: TlsSettings,
  { bindDn, bindPassword }: { bindDn: string; bindPassword: string },
  server: string,
): Promise<{ connection: Connection | null; finding: Finding }> {
  const deadline = new Deadline(patience);
  try {
    const connection = await openConnection(url, tls, deadline);
    const answer = await connection.bind(bindDn, bindPassword, deadline);
    if (answer.status === resultCodes.success && answer.policyError === undefined) {
      return { connection, finding: ok("directory.account.ok", { bindDn }) };
    }
    connection.retire();
    return { connection: null, finding: fault(whyRefused(answer), { bindDn, server, code: answer.status }) };
  } catch (error) {
    return { connection: null, finding: fault("directory.account.noAnswer", { server, code: codeOf(error) }) };
  }
}

/** RFC 4511, appendix A: a server that requires TLS first. */
const confidentialityRequired = 13;
const strongerAuthRequired = 8;

function whyRefused({ status, policyError }: { status: number; policyError: number | undefined }) {
  if (policyError === policyErrors.passwordExpired) return "directory.account.expired";
  if (policyError === policyErrors.accountLocked) return "directory.account.locked";
  if (policyError === policyErrors.changeAfterReset) return "directory.account.mustChange";
  if (status === invalidDnSyntax) return "directory.account.noName";
  if (status === resultCodes.invalidCredentials) return "directory.account.refused";
  if (status === confidentialityRequired || status === strongerAuthRequired) return "directory.account.wantsTls";
  return "directory.account.otherRefusal";
}
