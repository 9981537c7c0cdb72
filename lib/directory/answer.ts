/** What a server answered to one request: RFC 4511, section 4.1.9. */
export interface Answer {
  /** Result code; 0 is success. */
  status: number;
  /** In the server's own words; for logs only. */
  diagnosticMessage: string;
  /** `PasswordPolicyResponseValue.error` of draft-behera-ldap-password-policy, when the server's policy has something to say. */
  policyError: number | undefined;
  /** Where the server says that the answer is to be had (RFC 4511, section 4.1.10). Not followed. */
  referrals?: string[];
}

/** The RFC 4511 result codes that we act upon. */
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

/** True when somebody else changed the same values in between: nothing was done, and it can be tried again. */
export function wasOvertaken({ status }: Answer): boolean {
  return status === resultCodes.noSuchAttribute || status === resultCodes.attributeOrValueExists;
}
