import type { Change } from "ldapjs";
import type { Answer } from "../answer";
import type { Connection, Entry } from "../connection";
import type { Deadline } from "../deadline";
import type { AuthenticateOutcome, PasswordInUse, SetPasswordOutcome } from "../directory";

/**
 * How one kind of directory server differs from the others. Each flavor is one file in this folder; no other code knows
 * which kind it talks to.
 */
export interface Flavor {
  /** The attribute for each fact about a person, where the institution file gives none. */
  attributes: AttributeNames;
  /** Sends the new password, under the server's own policy and hashing, and lifts a lock set by failed sign-ins. */
  changePassword(connection: Connection, dn: string, newPassword: string, deadline: Deadline): Promise<Answer>;
  /** The attributes that `changePassword` writes besides the password. */
  writtenWithPassword: string[];
  /** Returns why a bind lets nobody in, whatever its result code; null when the server's policy gives no reason. */
  bindRefusal(answer: Answer): BindRefusal | null;
  /** Returns why the server's own policy refused a password; null when it gives no reason. */
  passwordRefusal(answer: Answer): PasswordRefusal | null;
  lock: Lock;
  lockout: Lockout;
  newEntry: NewEntryRules;
}

/** How to create an entry that no password opens. */
export interface NewEntryRules {
  /** The attribute that names the entry, under the configured container. */
  rdn: "uid" | "cn";
  objectClasses: string[];
  /** As many values as the attribute may hold. */
  affiliations: string[];
  /** The longest short name, in characters, where the server limits it. */
  longestUid?: number;
  /** The attributes that disable the account, where having no password is not enough. */
  shut: Record<string, string[]>;
}

/** How an account is disabled, so that no password opens it until somebody enables it again. */
export interface Lock {
  attributes: string[];
  /**
   * True where new accounts are created disabled: one that was never activated is then merely new. Elsewhere, a
   * disabled account was disabled by an administrator.
   */
  isOnNewEntries: boolean;
  isShut(entry: Entry): boolean;
  shut(entry: Entry): Change[];
  open(entry: Entry): Change[];
}

/** How failed sign-ins lock an account for a while. */
export interface Lockout {
  attributes: string[];
  /**
   * Returns since when, or until when without `duration`, the entry is locked. Returns null when it is not locked, and
   * `no-hour` when only an administrator lifts the lock.
   */
  since(entry: Entry): Date | "no-hour" | null;
  /** How long the lock lasts, in milliseconds, where another entry says it. Without it, `since` is the end. */
  duration?: { filter: string; attribute: string; read(value: string): number };
  policy: LockoutPolicy;
}

/** Where the directory says how many failures lock an account, and how long it counts each of them. */
export interface LockoutPolicy {
  /** A single entry outside the tree; when absent, entries of the tree are searched. */
  place?: string;
  filter: string;
  failures: string;
  forgets: string;
  /** Converts the value of `forgets` to minutes; 0 when failures are never forgotten. */
  minutes(value: number): number;
  /** The value that says that no account is ever locked. */
  isOff?: { attribute: string; value: string };
}

export type BindRefusal = Extract<AuthenticateOutcome, { ok: false }>["reason"];
export type PasswordRefusal = Extract<SetPasswordOutcome | PasswordInUse, { ok: false }>["reason"];

/** The attributes that hold each fact about a person. The institution file may set any of them. */
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
