import { type Answer, resultCodes } from "../answer";
import { replaced, setTo } from "../change-entry";
import type { Entry } from "../connection";
import type { BindRefusal, Flavor } from "./flavor";

const control = "userAccountControl";
const lockoutTime = "lockoutTime";
/** ADS_UF_ACCOUNTDISABLE ([MS-ADTS] 2.2.16). */
const disabled = 0x2;
/** ADS_UF_NORMAL_ACCOUNT: a person, not a computer. */
const normalAccount = 0x200;

/** The value for "until an administrator lifts it". */
const endless = "-9223372036854775808";

/** Active Directory, Microsoft's or Samba's. The server accepts passwords over TLS only. */
export const activeDirectory: Flavor = {
  attributes: {
    studentIdentifier: "userPrincipalName",
    staffLogin: "sAMAccountName",
    cardNumber: "employeeNumber",
    uid: "sAMAccountName",
    displayName: "displayName",
    givenName: "givenName",
    familyName: "sn",
    mail: "mail",
    affiliation: "extensionAttribute1",
    state: "extensionAttribute2",
    stateDate: "extensionAttribute3",
    recoveryEmail: "extensionAttribute4",
  },

  /**
   * Sends the password between quotes, in UTF-16LE ([MS-ADTS] 3.1.1.3.1.5). The control makes Microsoft's servers apply
   * their whole policy, history and age included. Samba does not know the control, and an administrator's change there
   * ignores the minimum age. The same request resets `lockoutTime`, since a new password lifts no lock here: both
   * changes are made, or neither.
   */
  changePassword(connection, dn, newPassword, deadline) {
    const password = replaced("unicodePwd", Buffer.from(`"${newPassword}"`, "utf16le"));
    return connection.modify(dn, [password, replaced(lockoutTime, "0")], deadline, { holdsToPolicy: true });
  },
  writtenWithPassword: [lockoutTime],

  bindRefusal: ({ status, diagnosticMessage }) => {
    if (status !== resultCodes.invalidCredentials) return null;
    const [, code = ""] = /, data ([0-9a-f]+),/i.exec(diagnosticMessage) ?? [];
    return bindRefusals[code.toLowerCase()] ?? null;
  },

  passwordRefusal: ({ status, diagnosticMessage }: Answer) => {
    const isRefused = status === resultCodes.constraintViolation || status === resultCodes.unwillingToPerform;
    if (!isRefused || !/0000052D/i.test(diagnosticMessage)) return null;
    // Microsoft's servers give only that code. Samba's add which rule.
    if (/too short/i.test(diagnosticMessage)) return "too-short";
    if (/in history|already used/i.test(diagnosticMessage)) return "in-history";
    return /too young|too soon/i.test(diagnosticMessage) ? "too-young" : "quality";
  },

  lock: {
    attributes: [control],
    isOnNewEntries: true,
    isShut: (entry) => (controlOf(entry) & disabled) !== 0,
    shut: (entry) => setTo(entry, control, String(controlOf(entry) | disabled)),
    open: (entry) => setTo(entry, control, String(controlOf(entry) & ~disabled)),
  },

  lockout: {
    attributes: [lockoutTime],
    since: (entry) => readFileTime(entry.values(lockoutTime)[0]),
    duration: {
      filter: "(objectClass=domainDNS)",
      attribute: "lockoutDuration",
      // A negative number of tenths of microseconds; the lowest possible where only an administrator lifts a lock.
      read: (value) => (value === endless ? 0 : -Number(value) / 10_000),
    },
    policy: {
      filter: "(objectClass=domainDNS)",
      failures: "lockoutThreshold",
      forgets: "lockOutObservationWindow",
      // Tenths of microseconds, negative.
      minutes: (value) => -value / 600_000_000,
    },
  },

  newEntry: {
    rdn: "cn",
    objectClasses: ["user"],
    // The Exchange attribute is single-valued.
    affiliations: ["student"],
    // Microsoft's servers reportedly refuse a longer sAMAccountName for a person; Samba accepts it.
    longestUid: 20,
    shut: { [control]: [String(normalAccount | disabled)] },
  },
};

/** The Windows error code (winerror.h) given with an invalidCredentials result. */
const bindRefusals: Partial<Record<string, BindRefusal>> = {
  "530": "locked",
  "531": "locked",
  "532": "password-expired",
  "533": "locked",
  "701": "locked",
  "773": "must-change",
  "775": "locked",
};

function controlOf(entry: Entry): number {
  return Number(entry.values(control)[0] ?? 0);
}

/** Reads tenths of microseconds since 1601. Null for 0, which means never. */
function readFileTime(value: string | undefined): Date | null {
  const count = Number(value ?? 0);
  return count > 0 ? new Date(count / 10_000 - 11_644_473_600_000) : null;
}
