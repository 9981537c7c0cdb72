import { ServerResponse } from "node:http";
import type { Answer } from "@/lib/http/answer";
import type { Locale } from "@/lib/http/locale";
import { setMissingHeaders } from "./headers-of-all";
import { outageAnswer } from "./outage";

/** What is known of the request when its answer leaves. */
export interface Asked {
  locale: Locale;
  /** True under `/api`, where a fault is answered with a problem rather than a page. */
  isApi: boolean;
  /** True where people come over https. */
  isHttps: boolean;
  /** The status and headers that the page asks for. */
  wanted: Answer;
}

/** Next's sign, for its scripts and other workers, that an action does not exist: from another build, or made up. */
const unknownAction = "x-nextjs-action-not-found";

/**
 * An answer that carries the status and headers that the page asked for; when there is no page to show, it sends one of
 * our own, which depends on nothing else.
 */
export class Reply extends ServerResponse {
  asked: Asked = { locale: "fr", isApi: false, isHttps: false, wanted: { requestId: "", headers: {} } };
  #isReplaced = false;

  /** Answers this status with a page, or a problem, of our own. Cuts off a page under way: half must not look whole. */
  fail(status: number): void {
    if (this.headersSent) this.destroy();
    else this.#replace(status);
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    if (this.#isReplaced) return this;
    this.statusCode = status;
    this.#setHeaders(rest.at(-1));
    if (this.#replaceFault()) return this;
    const { wanted } = this.asked;
    this.#setHeaders({ ...wanted.headers, "x-request-id": wanted.requestId });
    setMissingHeaders(this, this.asked);
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

  /** `writeHead` takes headers in two shapes: Next passes none, and its helpers pass an object. */
  #setHeaders(headers: unknown): void {
    if (typeof headers !== "object" || headers === null) return;
    for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
  }

  /** True when our own answer has replaced this one. */
  #replaceFault(): boolean {
    if (!this.#isReplaced && !this.headersSent && this.#isFault()) {
      this.#replace(this.statusCode < 500 ? this.statusCode : (this.asked.wanted.status ?? this.statusCode));
    }
    return this.#isReplaced;
  }

  /**
   * True for a fault to replace. A fault in JSON comes from an API route, and stays. Next itself refuses in plain text
   * an action that does not exist, and without a body a method that a route does not have.
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
    setMissingHeaders(this, this.asked);
    super.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body), "x-request-id": requestId });
    super.end(this.req.method === "HEAD" ? undefined : body);
  }
}
