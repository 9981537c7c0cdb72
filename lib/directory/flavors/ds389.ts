import { setTo, takenAway } from "../change-entry";
import type { Flavor } from "./flavor";
import { readGeneralizedTime } from "./generalized-time";
import { policyBindRefusal, policyPasswordRefusal } from "./password-policy-control";
import { supannAttributes } from "./supann-attributes";

const accountLock = "nsAccountLock";
const unlockTime = "accountUnlockTime";

/** 389 Directory Server, and Red Hat's. */
export const ds389: Flavor = {
  attributes: supannAttributes,
  changePassword: (connection, dn, newPassword, deadline) => connection.passwordModify(dn, newPassword, deadline),
  bindRefusal: policyBindRefusal,
  passwordRefusal: policyPasswordRefusal,

  lock: {
    attributes: [accountLock],
    isShut: (entry) => entry.values(accountLock).some((value) => value.toLowerCase() === "true"),
    shut: (entry) => setTo(entry, accountLock, "true"),
    open: (entry) => takenAway(entry, accountLock),
  },

  lockout: {
    attribute: unlockTime,
    since: (entry) => readGeneralizedTime(entry.values(unlockTime)[0]),
  },
};
