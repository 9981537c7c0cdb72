import "server-only";
import type { Change, Client, Control, SearchOptions } from "ldapjs";
import { DirectoryUnavailable } from "@/lib/errors";
import { type Answer, resultCodes } from "./answer";
import type { Deadline } from "./deadline";
import { answerOf, isRefusal } from "./fences/results";
import { PasswordPolicyControl } from "./ldapjs";
import { PolicyHintsControl } from "./policy-hints";
import { ChangeNotConfirmed, unexpected } from "./unexpected";

/** An entry as the server returned it. Attribute names ignore case, since servers choose their own. */
export interface Entry {
  dn: string;
  values(attribute: string): string[];
}

/** RFC 3062. */
const passwordModifyOid = "1.3.6.1.4.1.4203.1.11.1";

/** A firewall on the way may have dropped a connection that was idle for longer. Milliseconds. */
const trustedIdleTime = 30_000;

/**
 * One socket to one server, which carries many requests at a time. Each method throws `DirectoryUnavailable` when the
 * server does not answer by the deadline, is busy or unavailable, or sends a response that nobody asked for, and when
 * the connection breaks.
 */
export class Connection {
  readonly #client: Client;
  #isOpen = true;
  #isRetired = false;
  #hasFailed = false;
  /** Why the connection broke: ldapjs does not pass it to the pending requests. */
  #fault: unknown;
  #pending = 0;
  #lastUsed = Date.now();

  constructor(
    client: Client,
    readonly url: string,
  ) {
    this.#client = client;
    client.on("error", (error) => {
      this.#fault ??= error;
    });
    client.on("close", () => {
      this.#isOpen = false;
    });
  }

  /** False once the connection broke, was retired or was idle for too long: open another one. */
  get isUsable(): boolean {
    const isFresh = this.#pending > 0 || Date.now() - this.#lastUsed < trustedIdleTime;
    return this.#isOpen && !this.#isRetired && isFresh;
  }

  /** True once a request got no response, or an unusable one: do not trust this connection, nor its server. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Binds this connection as `dn`, by a simple bind. A refusal leaves it anonymous. The password must not be empty. */
  bind(dn: string, password: string, deadline: Deadline): Promise<Answer> {
    return this.#ask(deadline, (done) => this.#client.bind(dn, password, [new PasswordPolicyControl()], done));
  }

  /** Sends an RFC 3062 Password Modify for that entry, with the identity of this connection. */
  passwordModify(dn: string, newPassword: string, deadline: Deadline): Promise<Answer> {
    // The type declarations allow only strings here; ldapjs encodes this shape itself.
    const value = { userIdentity: dn, newPassword } as unknown as string;
    return this.#change(deadline, (done) =>
      this.#client.exop(passwordModifyOid, value, [new PasswordPolicyControl()], (error, _, response) =>
        done(error, response),
      ),
    );
  }

  /**
   * Changes an entry. With `holdsToPolicy`, an administrator's change of a password obeys the server's whole policy
   * ([MS-ADTS] 3.1.1.3.4.1.27).
   */
  modify(dn: string, changes: Change[], deadline: Deadline, { holdsToPolicy = false } = {}): Promise<Answer> {
    const controls = holdsToPolicy ? [new PolicyHintsControl()] : [];
    return this.#change(deadline, (done) =>
      this.#client.modify(dn, changes, controls, done as (error: unknown) => void),
    );
  }

  /** Adds an entry. `dn` must come from `newEntry`: every other name comes from the server. */
  add(dn: string, attributes: Record<string, string[]>, deadline: Deadline): Promise<Answer> {
    return this.#change(deadline, (done) => this.#client.add(dn, attributes, [], done as (error: unknown) => void));
  }

  /**
   * Returns the entries found: at most `options.sizeLimit` when it is given, ignoring any others. Throws
   * `DirectoryUnavailable` when the server's own limit cuts the result short, or when the server refers part of the
   * search elsewhere, since referrals are not followed.
   */
  async search(base: string, options: SearchOptions, deadline: Deadline): Promise<Entry[]> {
    const { answer, entries, elsewhere } = await this.searchAsAnswered(base, options, deadline);
    const { sizeLimit = Number.POSITIVE_INFINITY } = options;
    const isFull = answer.status === resultCodes.sizeLimitExceeded && entries.length >= sizeLimit;
    if (answer.status !== resultCodes.success && !isFull) throw unexpected(answer);
    if (elsewhere.length > 0) {
      throw new DirectoryUnavailable(new Error(`part of ${base} is elsewhere: ${elsewhere.join(", ")}`));
    }
    return entries;
  }

  /**
   * Searches as `search` does and returns the server's result whatever it is, for a caller that must tell a base that
   * does not exist from one that is not visible.
   */
  async searchAsAnswered(
    base: string,
    options: SearchOptions,
    deadline: Deadline,
    controls: Control[] = [],
  ): Promise<{ answer: Answer; entries: Entry[]; elsewhere: string[] }> {
    const entries: Entry[] = [];
    const elsewhere: string[] = [];
    const answer = await this.#ask(deadline, (done) =>
      this.#client.search(base, options, controls, (error, response) => {
        if (error) return done(error);
        response.on("searchEntry", (found) => entries.push(readEntry(found)));
        response.on("searchReference", ({ uris }) => elsewhere.push(...uris.filter(mayHoldPeople)));
        response.on("error", done);
        response.on("end", (end) => done(null, end));
      }),
    );
    return { answer, entries, elsewhere };
  }

  /** Refuses new work and closes the socket once the pending requests have ended. */
  retire(): void {
    this.#isRetired = true;
    if (this.#pending === 0) this.#client.destroy();
  }

  /**
   * Sends a change. Throws `ChangeNotConfirmed` when it gets no usable response, so that the next caller is not sent to
   * a server that responds to everything except changes.
   */
  async #change(deadline: Deadline, send: (done: Done) => void): Promise<Answer> {
    const isSent = this.#isOpen;
    let isAnswered = false;
    const sendNoting = (done: Done) =>
      send((error, response) => {
        isAnswered = !error || isRefusal(error);
        done(error, response);
      });
    return this.#ask(deadline, sendNoting).catch((error: DirectoryUnavailable) => {
      throw new ChangeNotConfirmed(error.cause, isSent && !isAnswered);
    });
  }

  async #ask(deadline: Deadline, send: (done: Done) => void): Promise<Answer> {
    this.#pending++;
    this.#lastUsed = Date.now();
    try {
      const answered = new Promise<Answer>((resolve, reject) => {
        send((error, response) => {
          if (!error) resolve(answerOf(response));
          else if (isRefusal(error)) resolve(error.answer);
          else reject(new DirectoryUnavailable(this.#fault ?? error));
        });
      });
      const answer = await deadline.race(answered);
      // The server cannot serve for now; another one may.
      if (answer.status === resultCodes.busy || answer.status === resultCodes.unavailable) throw unexpected(answer);
      return answer;
    } catch (error) {
      this.#isRetired = true;
      this.#hasFailed = true;
      throw error instanceof DirectoryUnavailable ? error : new DirectoryUnavailable(error);
    } finally {
      this.#pending--;
      if (this.#isRetired) this.retire();
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: ldapjs types no response; `answerOf` reads it.
type Done = (error: unknown, response?: any) => void;

/**
 * True unless the URI is a partition to which Active Directory refers every search from its root ([MS-ADTS] 3.1.1.1.9):
 * those hold no people.
 */
function mayHoldPeople(uri: string): boolean {
  return !/^ldaps?:\/\/[^/]*\/(CN=Configuration|DC=DomainDnsZones|DC=ForestDnsZones),/i.test(uri);
}

function readEntry(found: { objectName: unknown; attributes: { type: string; values: string | string[] }[] }): Entry {
  const byName = new Map(found.attributes.map(({ type, values }) => [type.toLowerCase(), [values].flat()]));
  return { dn: String(found.objectName), values: (attribute) => byName.get(attribute.toLowerCase()) ?? [] };
}
