import { ServerResponse } from "node:http";
import type { Answer } from "@/lib/http/answer";
import type { Locale } from "@/lib/http/locale";
import { setMissingHeaders } from "./headers-of-all";
import { outageAnswer } from "./outage";

/** What is known of the request when its answer leaves. */
export interface Asked {
  locale: Locale;
  /** True under `/api`, where a fault is told as a problem rather than as a page. */
  isApi: boolean;
  /** What the page wants of its answer. */
  wanted: Answer;
}

/** How Next tells its scripts, and its other workers, that there is no such action: of another build, or made up. */
const unknownAction = "x-nextjs-action-not-found";

/** An answer whose head says what the page asked for; and when there is no page to show, a page of our own that needs nobody. */
export class Reply extends ServerResponse {
  asked: Asked = { locale: "fr", isApi: false, wanted: { requestId: "", headers: {} } };
  #isReplaced = false;

  /** Answers this status with a page, or a problem, of our own. A page already on its way is cut short: half of one must not look whole. */
  fail(status: number): void {
    if (this.headersSent) this.destroy();
    else this.#replace(status);
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    if (this.#isReplaced) return this;
    this.statusCode = status;
    this.#setHeaders(rest.at(-1));
    if (this.#replaceFault()) return this;
    const { wanted, isApi } = this.asked;
    this.#setHeaders({ ...wanted.headers, "x-request-id": wanted.requestId });
    setMissingHeaders(this, isApi);
    return super.writeHead(status === 200 ? (wanted.status ?? 200) : status);
  }

  override flushHeaders(): void {
    if (!this.#replaceFault()) super.flushHeaders();
  }

  override write(...all: unknown[]): boolean {
    return this.#replaceFault() || Reflect.apply(super.write, this, all);
  }

  override end(...all: unknown[]): this {
    return this.#replaceFault() ? this : Reflect.apply(super.end, this, all);
  }

  /** Of the two shapes that `writeHead` takes headers in, Next uses none, and its helpers the object. */
  #setHeaders(headers: unknown): void {
    if (typeof headers !== "object" || headers === null) return;
    for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
  }

  /** True when this answer is ours by now. */
  #replaceFault(): boolean {
    if (!this.#isReplaced && !this.headersSent && this.#isFault()) {
      this.#replace(this.statusCode < 500 ? this.statusCode : (this.asked.wanted.status ?? this.statusCode));
    }
    return this.#isReplaced;
  }

  /**
   * A fault told in JSON is from a route of the API, and stays. A refusal in plain text is Next's own, for an action that is none; one
   * without a word too, for a method that a route does not have.
   */
  #isFault(): boolean {
    const type = String(this.getHeader("content-type"));
    if (this.statusCode === 405 && !this.hasHeader("content-type")) return true;
    return (this.statusCode >= 500 && !/json/.test(type)) || (this.statusCode >= 400 && type.startsWith("text/plain"));
  }

  #replace(status: number): void {
    this.#isReplaced = true;
    const { locale, isApi, wanted } = this.asked;
    const { away, requestId } = wanted;
    const { headers, body } = outageAnswer({ status, away, locale, requestId, isApi, method: this.req.method });
    for (const name of this.getHeaderNames()) if (name !== unknownAction) this.removeHeader(name);
    setMissingHeaders(this, isApi);
    super.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body), "x-request-id": requestId });
    super.end(this.req.method === "HEAD" ? undefined : body);
  }
}
