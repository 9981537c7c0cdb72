import "server-only";
import type { Socket } from "node:net";
import { resultCodes } from "@/lib/directory/answer";
import { ldapjs, PasswordPolicyControl } from "@/lib/directory/ldapjs";
import type { Attributes, StoredEntry } from "./entries";
import type { Scope, SearchFilter } from "./matching";

/** What ldapjs passes to a server's handlers, and what its types omit. */
export interface Request {
  controls: { type: string }[];
  connection: Socket & { ldap: { bindDN: { toString(): string } } };
}

export interface BindRequest extends Request {
  dn: string | { toString(): string };
  credentials: string;
}

export interface SearchRequest extends Request {
  baseObject: { toString(): string };
  scopeName: Scope;
  filter: SearchFilter;
  sizeLimit: number;
  attributes: string[];
}

export interface ModifyRequest extends Request {
  object: { toString(): string };
  changes: { operation: "add" | "delete" | "replace"; modification: { type: string; values: string[] } }[];
}

export interface PasswordModifyRequest extends Request {
  requestValue?: { userIdentity?: string; oldPassword?: string; newPassword?: string };
}

export interface Response {
  diagnosticMessage: string;
  addControl(control: object): void;
  send(entry: object): void;
  end(status: number): void;
}

export interface SearchResponse extends Response {
  createSearchEntry(entry: { dn: string; attributes: object[] }): object;
}

export type Handler<R, S = Response> = (request: R, response: S, next: () => void) => void;

export interface Server {
  bind(mount: string, handler: Handler<BindRequest>): void;
  search(mount: string, handler: Handler<SearchRequest, SearchResponse>): void;
  modify(mount: string, handler: Handler<ModifyRequest>): void;
  exop(oid: string, handler: Handler<PasswordModifyRequest>): void;
  on(event: "error", listener: (error: Error) => void): void;
  once(event: "error", listener: (error: Error) => void): void;
  listen(port: number, host: string, listening: () => void): void;
  close(closed: () => void): void;
  readonly url: string;
  /** Node's own server. */
  readonly server: { on(event: "connection", listener: (socket: Socket) => void): void };
}

export function createServer(): Server {
  return ldapjs.createServer() as unknown as Server;
}

/** The answer of an operation that does not succeed. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly words: string,
    /** Sent to clients that ask for the control of draft-behera-ldap-password-policy. */
    readonly policyError?: number,
  ) {
    super(words);
    this.name = "Refusal";
  }
}

/** Returns a handler that answers success when `operation` resolves, and the refusal that it throws otherwise. */
export function answering<R extends Request, S extends Response>(
  operation: (request: R, response: S) => Promise<void>,
): Handler<R, S> {
  return async (request, response, next) => {
    try {
      await operation(request, response);
      response.end(resultCodes.success);
      next();
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(otherError, "internal error");
      response.diagnosticMessage = refusal.words;
      const isAsked = request.controls.some(({ type }) => type === PasswordPolicyControl.OID);
      if (isAsked && refusal.policyError !== undefined) {
        response.addControl(new PasswordPolicyControl({ value: { error: refusal.policyError } }));
      }
      response.end(refusal.status);
    }
  };
}

const otherError = 80;

/** Returns the attributes that a search asks for: all when it names none, or `*`; none when it names `1.1`. */
export function selected(entry: StoredEntry, names: string[]): object[] {
  const wanted = names.map((name) => name.toLowerCase());
  const isWanted = (name: string) => wanted.length === 0 || wanted.includes("*") || wanted.includes(name.toLowerCase());
  const shown: Attributes = Object.fromEntries(Object.entries(entry.attributes).filter(([name]) => isWanted(name)));
  return Object.entries(shown).map(([type, values]) => new ldapjs.Attribute({ type, values }));
}
