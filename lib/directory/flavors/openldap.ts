import { setTimeout as pause } from "node:timers/promises";
import { wasOvertaken } from "../answer";
import { setTo, takenAway } from "../change-entry";
import type { Flavor } from "./flavor";
import { readGeneralizedTime } from "./generalized-time";
import { policyBindRefusal, policyPasswordRefusal } from "./password-policy-control";
import { supannAttributes, supannEntry } from "./supann-attributes";

/** slapo-ppolicy(5): locked by an administrator, without an end. */
const lockedForGood = "000001010000Z";
const lockedTime = "pwdAccountLockedTime";

/** OpenLDAP with the ppolicy overlay; the embedded directory behaves in the same way. */
export const openldap: Flavor = {
  attributes: supannAttributes,
  writtenWithPassword: [],

  async changePassword(connection, dn, newPassword, deadline) {
    // ppolicy reads an entry's history, then adds to it and deletes from it: of two concurrent changes, one is refused
    // and rolled back.
    for (let attempt = 1; ; attempt++) {
      const answer = await connection.passwordModify(dn, newPassword, deadline);
      if (!wasOvertaken(answer) || attempt === attempts) return answer;
      await pause(Math.random() * pauseBetween);
    }
  },

  bindRefusal: policyBindRefusal,
  passwordRefusal: policyPasswordRefusal,

  lock: {
    attributes: [lockedTime],
    isOnNewEntries: false,
    isShut: (entry) => entry.values(lockedTime).includes(lockedForGood),
    shut: (entry) => setTo(entry, lockedTime, lockedForGood),
    open: (entry) => takenAway(entry, lockedTime),
  },

  // A Password Modify lifts the lock.
  lockout: {
    attributes: [lockedTime],
    since: (entry) => readGeneralizedTime(entry.values(lockedTime).find((value) => value !== lockedForGood)),
    duration: {
      filter: "(objectClass=pwdPolicy)",
      attribute: "pwdLockoutDuration",
      read: (seconds) => Number(seconds) * 1_000,
    },
    policy: {
      filter: "(objectClass=pwdPolicy)",
      failures: "pwdMaxFailure",
      forgets: "pwdFailureCountInterval",
      minutes: (seconds) => seconds / 60,
      isOff: { attribute: "pwdLockout", value: "false" },
    },
  },

  newEntry: supannEntry,
};

/** Attempts before giving up, when other changes of the same password keep coming first. */
const attempts = 5;

/** The longest wait before a retry, random so that concurrent changes separate. Milliseconds. */
const pauseBetween = 40;
