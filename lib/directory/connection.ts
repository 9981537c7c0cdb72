import "server-only";
import type { Change, Client, Control, SearchOptions } from "ldapjs";
import { DirectoryUnavailable } from "@/lib/errors";
import { type Answer, resultCodes } from "./answer";
import type { Deadline } from "./deadline";
import { answerOf, isRefusal } from "./fences/results";
import { PasswordPolicyControl } from "./ldapjs";
import { PolicyHintsControl } from "./policy-hints";
import { ChangeNotConfirmed, unexpected } from "./unexpected";

/** One entry as the server returned it. Attribute names are folded to lower case, since servers choose their own. */
export interface Entry {
  dn: string;
  values(attribute: string): string[];
}

/** RFC 3062. */
const passwordModifyOid = "1.3.6.1.4.1.4203.1.11.1";

/** A connection unused for longer may have been forgotten by a firewall on the way. Milliseconds. */
const trustedIdleTime = 30_000;

/**
 * One socket to one server. It carries many requests at a time. Each method throws `DirectoryUnavailable` when the server does not
 * answer by the deadline, when the connection breaks, or when it answers what nobody asked for.
 */
export class Connection {
  readonly #client: Client;
  #isOpen = true;
  #isRetired = false;
  #hasFailed = false;
  /** Why it broke, which the requests under way are not told. */
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

  /** False once it broke, was retired, or was left alone too long: open another one. */
  get isUsable(): boolean {
    const isFresh = this.#pending > 0 || Date.now() - this.#lastUsed < trustedIdleTime;
    return this.#isOpen && !this.#isRetired && isFresh;
  }

  /** True once a request got no answer, or none that can be trusted: this connection, and for all we know its server. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Simple bind. Changes the identity of this connection: a refused one leaves it anonymous. The password must not be empty. */
  bind(dn: string, password: string, deadline: Deadline): Promise<Answer> {
    return this.#ask(deadline, (done) => this.#client.bind(dn, password, [new PasswordPolicyControl()], done));
  }

  /** RFC 3062 Password Modify of that entry, by whoever this connection is bound as. */
  passwordModify(dn: string, newPassword: string, deadline: Deadline): Promise<Answer> {
    // The types know only strings here; ldapjs encodes this shape itself.
    const value = { userIdentity: dn, newPassword } as unknown as string;
    return this.#change(deadline, (done) =>
      this.#client.exop(passwordModifyOid, value, [new PasswordPolicyControl()], (error, _, response) =>
        done(error, response),
      ),
    );
  }

  /** `holdsToPolicy`: an administrator's change of a password obeys the whole of the server's policy ([MS-ADTS] 3.1.1.3.4.1.27). */
  modify(dn: string, changes: Change[], deadline: Deadline, { holdsToPolicy = false } = {}): Promise<Answer> {
    const controls = holdsToPolicy ? [new PolicyHintsControl()] : [];
    return this.#change(deadline, (done) =>
      this.#client.modify(dn, changes, controls, done as (error: unknown) => void),
    );
  }

  /** Makes an entry. The name must be one that `newEntry` made: every other comes from the server. */
  add(dn: string, attributes: Record<string, string[]>, deadline: Deadline): Promise<Answer> {
    return this.#change(deadline, (done) => this.#client.add(dn, attributes, [], done as (error: unknown) => void));
  }

  /**
   * At most `options.sizeLimit` entries, when given, without a complaint about the others. Where a limit of the server's own keeps some
   * back, or a part of what was searched is said to be elsewhere, which is not followed, the answer is no answer.
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

  /** The same, whatever the server's result: for whoever must tell a base that is not there from one that is not shown. */
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

  /** Takes no new request; what is under way ends first. */
  retire(): void {
    this.#isRetired = true;
    if (this.#pending === 0) this.#client.destroy();
  }

  /** Throws `ChangeNotConfirmed`, so that whoever asks next is not sent to what answers everything else. */
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
      // It will not serve for now, and another one may.
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

/** Active Directory refers each search from its root to the partitions that it keeps apart ([MS-ADTS] 3.1.1.1.9): nobody is in them. */
function mayHoldPeople(uri: string): boolean {
  return !/^ldaps?:\/\/[^/]*\/(CN=Configuration|DC=DomainDnsZones|DC=ForestDnsZones),/i.test(uri);
}

function readEntry(found: { objectName: unknown; attributes: { type: string; values: string | string[] }[] }): Entry {
  const byName = new Map(found.attributes.map(({ type, values }) => [type.toLowerCase(), [values].flat()]));
  return { dn: String(found.objectName), values: (attribute) => byName.get(attribute.toLowerCase()) ?? [] };
}
