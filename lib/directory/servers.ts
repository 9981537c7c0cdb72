import "server-only";
import { DirectoryUnavailable, inFull } from "@/lib/errors";
import type { Connection } from "./connection";
import { callBudget, Deadline } from "./deadline";
import { openConnection, type TlsSettings } from "./open-connection";
import { Pauses } from "./pauses";

/** What is done on a new connection before it is used: a bind, or nothing. */
export type Prepare = (connection: Connection, deadline: Deadline) => Promise<void>;

/**
 * The servers of `LDAP_URL`, in their order. One that fails is set aside: it is tried last, until it answers a trial
 * that no call waits for, or a call that had no other server to ask. A single server is never set aside.
 */
export class Servers {
  readonly #urls: string[];
  /** The servers set aside, each with its next trial. The one that failed longest ago comes first. */
  readonly #aside = new Map<string, { trial: NodeJS.Timeout; pause: number }>();
  readonly #pauses = new Pauses();
  readonly #tls: TlsSettings;
  readonly #prove: Prepare;
  #isClosed = false;

  /** `prove` is what a server that was set aside must pass before it is trusted again. */
  constructor(urls: string[], tls: TlsSettings, prove: Prepare) {
    this.#urls = [...new Set(urls)];
    this.#tls = tls;
    this.#prove = prove;
  }

  get count(): number {
    return this.#urls.length;
  }

  isAside(url: string): boolean {
    return this.#aside.has(url);
  }

  /** True when some other server is trusted. */
  hasAnother(url: string): boolean {
    return this.#urls.some((one) => one !== url && !this.#aside.has(one));
  }

  /**
   * False when another trusted server comes before this one. The connections kept to this one are then closed, so that
   * every call goes back to the first trusted server.
   */
  isPreferred(url: string): boolean {
    const first = this.#urls.find((one) => !this.#aside.has(one));
    return first === undefined || first === url;
  }

  /**
   * Opens a connection to the first server that answers, and prepares it. Throws `DirectoryUnavailable`, with each
   * server's reason, when none does.
   */
  async open(prepare: Prepare, deadline: Deadline): Promise<Connection> {
    const inOrder = [...this.#urls.filter((url) => !this.#aside.has(url)), ...this.#aside.keys()];
    const failures: unknown[] = [];
    for (const [index, url] of inOrder.entries()) {
      const attempt = deadline.attempt(inOrder.length - index);
      try {
        return await this.#openTo(url, prepare, attempt);
      } catch (error) {
        this.leaveAside(url, error, attempt);
        failures.push(error);
      }
    }
    const reasons = inOrder.map((url, index) => `${url} (${inFull(failures[index])})`);
    throw new DirectoryUnavailable(new AggregateError(failures, `no answer from ${reasons.join(", ")}`));
  }

  /**
   * Sets a server aside: it broke a connection, answered nonsense, was late, or refuses our account or our changes.
   * Does nothing when `given` was too short to blame it.
   */
  leaveAside(url: string, error: unknown, given: Deadline): void {
    if (this.count === 1 || this.#isClosed || !given.isFair) return;
    const former = this.#aside.get(url);
    if (!former) console.warn(`directory: ${url} is left aside: ${inFull(error)}`);
    clearTimeout(former?.trial);
    this.#aside.delete(url);
    const pause = this.#pauses.after(url, error, former?.pause);
    this.#aside.set(url, { pause, trial: setTimeout(() => this.#retry(url), pause).unref() });
  }

  /** Trusts a server again, since it answers. */
  trust(url: string): void {
    const aside = this.#aside.get(url);
    if (!aside) return;
    clearTimeout(aside.trial);
    this.#aside.delete(url);
    console.warn(`directory: ${url} answers again`);
  }

  close(): void {
    this.#isClosed = true;
    for (const { trial } of this.#aside.values()) clearTimeout(trial);
  }

  async #retry(url: string): Promise<void> {
    const trial = new Deadline(callBudget).attempt(this.count);
    try {
      const connection = await this.#openTo(url, this.#prove, trial);
      connection.retire();
      this.trust(url);
    } catch (error) {
      this.leaveAside(url, error, trial);
    }
  }

  async #openTo(url: string, prepare: Prepare, deadline: Deadline): Promise<Connection> {
    const connection = await openConnection(url, this.#tls, deadline);
    try {
      await prepare(connection, deadline);
      return connection;
    } catch (error) {
      connection.retire();
      throw error;
    }
  }
}
