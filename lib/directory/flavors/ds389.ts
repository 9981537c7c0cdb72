import { resultCodes } from "../answer";
import { setTo, takenAway } from "../change-entry";
import type { Flavor } from "./flavor";
import { readGeneralizedTime } from "./generalized-time";
import { policyBindRefusal, policyPasswordRefusal } from "./password-policy-control";
import { supannAttributes, supannEntry } from "./supann-attributes";

const accountLock = "nsAccountLock";
const unlockTime = "accountUnlockTime";
const failures = "passwordRetryCount";

/** The value of `accountUnlockTime` with `passwordUnlock: off`. */
const endless = "19700101000000Z";

/** 389 Directory Server, and Red Hat's. */
export const ds389: Flavor = {
  attributes: supannAttributes,
  writtenWithPassword: [],
  changePassword: (connection, dn, newPassword, deadline) => connection.passwordModify(dn, newPassword, deadline),
  bindRefusal: policyBindRefusal,

  passwordRefusal(answer) {
    // The account's current password is refused without a policy reason.
    const isSame = answer.status === resultCodes.constraintViolation && answer.policyError === undefined;
    return isSame ? "in-use" : policyPasswordRefusal(answer);
  },

  lock: {
    attributes: [accountLock],
    isOnNewEntries: false,
    isShut: (entry) => entry.values(accountLock).some((value) => value.toLowerCase() === "true"),
    shut: (entry) => setTo(entry, accountLock, "true"),
    open: (entry) => takenAway(entry, accountLock),
  },

  // A Password Modify lifts the lock: it resets the count of failures, and leaves the time as it was.
  lockout: {
    attributes: [unlockTime, failures],
    since(entry) {
      const [until] = entry.values(unlockTime);
      if (!(Number(entry.values(failures)[0]) > 0)) return null;
      return until === endless ? "no-hour" : readGeneralizedTime(until);
    },
    policy: {
      place: "cn=config",
      filter: "(objectClass=*)",
      failures: "passwordMaxFailure",
      forgets: "passwordResetFailureCount",
      minutes: (seconds) => seconds / 60,
      isOff: { attribute: "passwordLockout", value: "off" },
    },
  },

  newEntry: supannEntry,
};
