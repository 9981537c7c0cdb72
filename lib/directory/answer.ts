/** One server's response to one request: RFC 4511, section 4.1.9. */
export interface Answer {
  /** Result code; 0 is success. */
  status: number;
  /** The server's own wording; for logs only. */
  diagnosticMessage: string;
  /** `PasswordPolicyResponseValue.error` of draft-behera-ldap-password-policy, when the response has one. */
  policyError: number | undefined;
  /** The URLs to which the server refers this request (RFC 4511, section 4.1.10). Not followed. */
  referrals?: string[];
}

/** The RFC 4511 result codes that the code handles. */
export const resultCodes = {
  success: 0,
  sizeLimitExceeded: 4,
  referral: 10,
  noSuchAttribute: 16,
  constraintViolation: 19,
  attributeOrValueExists: 20,
  inappropriateAuthentication: 48,
  invalidCredentials: 49,
  insufficientAccessRights: 50,
  busy: 51,
  unavailable: 52,
  unwillingToPerform: 53,
  entryAlreadyExists: 68,
} as const;

/** `PasswordPolicyResponseValue.error`, draft-behera-ldap-password-policy-11, section 6.2. */
export const policyErrors = {
  passwordExpired: 0,
  accountLocked: 1,
  changeAfterReset: 2,
  passwordModNotAllowed: 3,
  mustSupplyOldPassword: 4,
  insufficientPasswordQuality: 5,
  passwordTooShort: 6,
  passwordTooYoung: 7,
  passwordInHistory: 8,
} as const;

/** True when another client changed the same values first: nothing was done, and the change can be retried. */
export function wasOvertaken({ status }: Answer): boolean {
  return status === resultCodes.noSuchAttribute || status === resultCodes.attributeOrValueExists;
}
