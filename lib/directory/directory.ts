/**
 * All that the service needs from a directory. Behind it is OpenLDAP, 389 Directory Server, Active Directory or the
 * demo's embedded server, over real sockets. Every method throws `DirectoryUnavailable` (lib/errors) when no server
 * gives a usable answer within five seconds, and throws nothing else for what a directory may properly answer.
 */
export interface Directory {
  /**
   * Returns the student with this identifier (`prenom.nom@etu...`). Returns null, without asking, when it does not
   * match the institution's pattern.
   */
  findByIdentifier(identifier: string): Promise<DirectoryPerson | null>;
  /**
   * Returns the member of staff with this login (`nom-p`). Returns null, without asking, when it does not match the
   * institution's pattern.
   */
  findByStaffLogin(login: string): Promise<DirectoryPerson | null>;
  /**
   * Returns the person with this staff login or, failing that, this student identifier. Returns null, without asking,
   * when it matches neither pattern.
   */
  findByLogin(login: string): Promise<DirectoryPerson | null>;
  /**
   * Returns the person whose card in the directory (`supannCMSId`) has this number. Returns null, without asking, when
   * it does not match the institution's pattern.
   */
  findByCardNumber(cardNumber: string): Promise<DirectoryPerson | null>;
  /**
   * Returns those of these identifiers that any entry already has. Does not ask about one that does not match the
   * institution's pattern.
   */
  identifiersInUse(identifiers: readonly string[]): Promise<Set<string>>;
  /**
   * Creates the entry of a student who has none, without a password and not active (`{COMPTE}I:SupannPrecree`), where
   * the settings ask for it. Leaves an existing entry as it is.
   */
  createEntry(facts: RegisterFacts): Promise<CreateEntryOutcome>;
  /** Checks this person's password. Refuses an empty one without asking. */
  authenticate(person: DirectoryPerson, password: string): Promise<AuthenticateOutcome>;
  /**
   * Sets the password as the service account, by RFC 3062 Password Modify or the server's equivalent, so that the
   * directory's own policy and hashing apply. Also lifts a lock that failed sign-ins have set.
   */
  setPassword(person: DirectoryPerson, newPassword: string): Promise<SetPasswordOutcome | PasswordInUse>;
  /** Sets the account's SupAnn state to active (`{COMPTE}A:SupannActif`) and enables it. Also lifts a suspension. */
  activate(person: DirectoryPerson): Promise<void>;
  /** Sets the account's SupAnn state to suspended (`{COMPTE}S:SupannVerrouille`): no password opens it. */
  suspend(person: DirectoryPerson): Promise<void>;
  /**
   * With `isLate`, gives an active account the sub-state `{COMPTE}A:` of a charter that was not accepted in time.
   * Otherwise restores `{COMPTE}A:SupannActif`, only where the account has that sub-state. Any other account is left as
   * it is, and nobody loses access.
   */
  markCharterDelay(person: DirectoryPerson, delay: CharterDelay): Promise<void>;
  /** Writes `supannMailPrive` `{SECOURS}address`. The address must be confirmed. */
  writeRecoveryEmail(person: DirectoryPerson, email: string): Promise<void>;
  /** Makes one round trip as the service account; throws when it fails. For `/api/health/ready`. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface CharterDelay {
  isLate: boolean;
  subState: string;
}

/** What the register knows about a student and an entry is created from. */
export interface RegisterFacts {
  identifier: string;
  givenName: string;
  familyName: string;
  mail: string;
}

export type CreateEntryOutcome =
  | { ok: true; person: DirectoryPerson }
  /**
   * `no-entry`: this service does not create entries. `uid-taken`: another entry has that short name. `no-uid`: no
   * short name can be made from the identifier.
   */
  | { ok: false; reason: "no-entry" | "uid-taken" | "no-uid" };

/** A person's directory entry. `dn` is the name that the server returned: it is never built. */
export interface DirectoryPerson {
  dn: string;
  uid: string;
  displayName: string;
  mail: string | null;
  affiliations: string[];
  /** Names (`cn`) of the configured groups that this person belongs to. */
  groups: string[];
  state: AccountState;
  /** Set when failed sign-ins have locked the account for a while; otherwise null. */
  locked: Locked | null;
}

export interface Locked {
  /** When the lock ends by itself; null when the server does not say. */
  until: Date | null;
}

/** `{COMPTE}A`, `{COMPTE}I`, `{COMPTE}S`; `unknown` when the entry has no such value, or none that we can read. */
export type AccountState = "active" | "inactive" | "suspended" | "unknown";

export type AuthenticateOutcome =
  | { ok: true }
  /**
   * `locked` and `must-change` are returned only when the directory itself says so. `locked`: it lets nobody in, after
   * failures or because the account is disabled, expired, or out of its hours.
   */
  | { ok: false; reason: "wrong-password" | "locked" | "password-expired" | "must-change" };

export type SetPasswordOutcome =
  | { ok: true }
  /** The directory's own policy refused the password, which has not changed. */
  | { ok: false; reason: "too-short" | "in-history" | "too-young" | "quality" | "not-allowed" };

/** The server says that the account already has this password: nothing changed. See `ensurePassword`. */
export interface PasswordInUse {
  ok: false;
  reason: "in-use";
}
