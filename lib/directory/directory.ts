/**
 * What the service needs of a directory, and nothing more. Behind it: OpenLDAP, 389 Directory Server, Active Directory or
 * the demo's embedded server, over real sockets. Every method throws `DirectoryUnavailable` (lib/errors) when no server
 * answers within five seconds; nothing else is thrown for what a directory may properly say.
 */
export interface Directory {
  /** The student whose identifier (`prenom.nom@etu...`) this is. The identifier must match the institution's pattern: else null, unasked. */
  findByIdentifier(identifier: string): Promise<DirectoryPerson | null>;
  /** The member of staff whose login (`nom-p`) this is. The login must match the institution's pattern: else null, unasked. */
  findByStaffLogin(login: string): Promise<DirectoryPerson | null>;
  /** The person who signs in with this: a staff login or a student's identifier, whichever its form says. One that has neither form: null, unasked. */
  findByLogin(login: string): Promise<DirectoryPerson | null>;
  /** The person whose card of the directory (`supannCMSId`) has this number. It must match the institution's pattern: else null, unasked. */
  findByCardNumber(cardNumber: string): Promise<DirectoryPerson | null>;
  /** Which of these identifiers an entry has already, whoever it is of. One that does not match the institution's pattern is not asked for. */
  identifiersInUse(identifiers: readonly string[]): Promise<Set<string>>;
  /**
   * Makes the entry of a student who has none, without a password and not active (`{COMPTE}I:SupannPrecree`), where the settings ask
   * for it. One that is there already is left as it is.
   */
  createEntry(facts: RegisterFacts): Promise<CreateEntryOutcome>;
  /** Tries the password as this person. An empty password is refused without asking. */
  authenticate(person: DirectoryPerson, password: string): Promise<AuthenticateOutcome>;
  /**
   * Sets the password as the service account, by RFC 3062 Password Modify or what the server has in its place, so that the directory's
   * own policy and hashing apply. It lifts the lock of who had tried too often.
   */
  setPassword(person: DirectoryPerson, newPassword: string): Promise<SetPasswordOutcome | PasswordInUse>;
  /** Makes the account active in its SupAnn state (`{COMPTE}A:SupannActif`), and opens it to its password. Lifts a suspension too. */
  activate(person: DirectoryPerson): Promise<void>;
  /** Makes the account suspended in its SupAnn state (`{COMPTE}S:SupannVerrouille`), and shuts it to every password. */
  suspend(person: DirectoryPerson): Promise<void>;
  /**
   * Makes an active account say that its charter was not accepted in time (`{COMPTE}A:` and this sub-state), or no more
   * (`{COMPTE}A:SupannActif`). One that is not active, or that says something else already, is left as it is; nobody is shut out.
   */
  markCharterDelay(person: DirectoryPerson, delay: CharterDelay): Promise<void>;
  /** Writes `supannMailPrive` `{SECOURS}address`; only ever a confirmed address. */
  writeRecoveryEmail(person: DirectoryPerson, email: string): Promise<void>;
  /** One round trip as the service account; throws when it fails. For `/api/health/ready`. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface CharterDelay {
  isLate: boolean;
  subState: string;
}

/** What the register knows of a student, and an entry is made of. */
export interface RegisterFacts {
  identifier: string;
  givenName: string;
  familyName: string;
  mail: string;
}

export type CreateEntryOutcome =
  | { ok: true; person: DirectoryPerson }
  /** `no-entry`: entries are expected, not made. `uid-taken`: somebody else has that short name. `no-uid`: the identifier makes none. */
  | { ok: false; reason: "no-entry" | "uid-taken" | "no-uid" };

/** Where a directory entry stands. `dn` is the one that the server returned: it is never built. */
export interface DirectoryPerson {
  dn: string;
  uid: string;
  displayName: string;
  mail: string | null;
  affiliations: string[];
  /** Names (`cn`) of the configured groups that hold this person. */
  groups: string[];
  state: AccountState;
  /** Failed sign-ins have locked the account for a while; null when they have not. */
  locked: Locked | null;
}

export interface Locked {
  /** When it opens again by itself; null when the server does not say. */
  until: Date | null;
}

/** `{COMPTE}A`, `{COMPTE}I`, `{COMPTE}S`; `unknown` when the entry carries none or one that we cannot read. */
export type AccountState = "active" | "inactive" | "suspended" | "unknown";

export type AuthenticateOutcome =
  | { ok: true }
  /** `locked` and `must-change` only when the directory itself says so. */
  | { ok: false; reason: "wrong-password" | "locked" | "password-expired" | "must-change" };

export type SetPasswordOutcome =
  | { ok: true }
  /** The directory's own policy refused: the password is unchanged. */
  | { ok: false; reason: "too-short" | "in-history" | "too-young" | "quality" | "not-allowed" };

/** It is the one that the account has now, by the server's own word, and stays so. `ensurePassword` says what that is worth. */
export interface PasswordInUse {
  ok: false;
  reason: "in-use";
}
