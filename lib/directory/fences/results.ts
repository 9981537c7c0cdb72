import "server-only";
// Must come first: `@ldapjs/messages` keeps the `getControl` that it finds when it loads.
import "./controls";

import controls from "@ldapjs/controls";
import messages, { type LdapResponse } from "@ldapjs/messages";
import errors from "ldapjs/lib/errors/index.js";
import type { Answer } from "../answer";

/** The error of a fenced ldapjs. Recognised by its field: two of our bundles may share one ldapjs. */
export interface RefusalError extends Error {
  answer: Answer;
}

export function isRefusal(error: unknown): error is RefusalError {
  return error instanceof Error && "answer" in error;
}

export function answerOf(response: LdapResponse): Answer {
  const control = response.controls.find(({ type }) => type === controls.PasswordPolicyControl.OID);
  const policy = control?.value as { error?: number } | null | undefined;
  return {
    status: response.status,
    diagnosticMessage: response.diagnosticMessage,
    policyError: policy?.error,
    ...(response.referrals.length > 0 && { referrals: response.referrals }),
  };
}

// ldapjs turns every response to a Password Modify into a success: it rebuilds the response without its result code.
messages.PasswordModifyResponse.fromResponse = (response) => response;

// ldapjs drops the controls of an error, and throws in the socket's handler when it does not know the result code.
errors.getError = (response) => {
  const answer = answerOf(response);
  return Object.assign(new Error(`LDAP result ${answer.status}: ${answer.diagnosticMessage}`), { answer });
};
