import type { Change } from "ldapjs";
import type { Answer } from "../answer";
import type { Connection, Entry } from "../connection";
import type { Deadline } from "../deadline";
import type { AuthenticateOutcome, PasswordInUse, SetPasswordOutcome } from "../directory";

/** What one kind of directory server says otherwise than the others. One file each beside this one; nothing else knows which it speaks to. */
export interface Flavor {
  /** The names of the facts of a person, where the institution file gives none. */
  attributes: AttributeNames;
  /** Sends the new password, so that the server's own policy and hashing apply. It ends a lock-out by failed sign-ins. */
  changePassword(connection: Connection, dn: string, newPassword: string, deadline: Deadline): Promise<Answer>;
  /** What that writes beside the password. */
  writtenWithPassword: string[];
  /** Why a bind opened no session, whatever its result code; null when the server's policy says nothing of it. */
  bindRefusal(answer: Answer): BindRefusal | null;
  /** Why the server's own policy refused a password; null when it says nothing of it. */
  passwordRefusal(answer: Answer): PasswordRefusal | null;
  lock: Lock;
  lockout: Lockout;
  newEntry: NewEntryRules;
}

/** How an entry is made that no password opens. */
export interface NewEntryRules {
  /** The attribute that names it, under the configured container. */
  rdn: "uid" | "cn";
  objectClasses: string[];
  /** As many as the attribute may hold. */
  affiliations: string[];
  /** Characters that the short name may have, where the server counts them. */
  longestUid?: number;
  /** What keeps it shut, where having no password is not enough. */
  shut: Record<string, string[]>;
}

/** How an account is shut to every password until somebody opens it again. */
export interface Lock {
  attributes: string[];
  /** Where new accounts are made shut, one that was never opened is no more than new. Elsewhere an administrator shut it. */
  isOnNewEntries: boolean;
  isShut(entry: Entry): boolean;
  shut(entry: Entry): Change[];
  open(entry: Entry): Change[];
}

/** How an account is locked for a while, after failed sign-ins. */
export interface Lockout {
  attributes: string[];
  /** Since when, or until when, that entry is locked; null when it is not, and no hour where only an administrator ends it. */
  since(entry: Entry): Date | "no-hour" | null;
  /** How long it lasts, where that is said in another entry: milliseconds. Without it, `since` tells the end. */
  duration?: { filter: string; attribute: string; read(value: string): number };
  policy: LockoutPolicy;
}

/** Where the directory says after how many failures it locks, and for how long it counts each. */
export interface LockoutPolicy {
  /** One entry outside of the tree; without it, entries of the tree. */
  place?: string;
  filter: string;
  failures: string;
  forgets: string;
  /** What `forgets` says, in minutes; 0 when it never does. */
  minutes(value: number): number;
  /** What says that nobody is ever locked. */
  isOff?: { attribute: string; value: string };
}

export type BindRefusal = Extract<AuthenticateOutcome, { ok: false }>["reason"];
export type PasswordRefusal = Extract<SetPasswordOutcome | PasswordInUse, { ok: false }>["reason"];

/** Attributes that hold the facts of a person. Any of them may be set in the institution file. */
export interface AttributeNames {
  studentIdentifier: string;
  staffLogin: string;
  cardNumber: string;
  uid: string;
  displayName: string;
  givenName: string;
  familyName: string;
  mail: string;
  affiliation: string;
  state: string;
  stateDate: string;
  recoveryEmail: string;
}
