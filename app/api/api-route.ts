import type { NextRequest } from "next/server";
import { chooseLocale, type Locale, languageCookie } from "@/lib/http/locale";
import type { Caller } from "@/lib/network/caller";
import { type Services, services } from "@/lib/services";
import { currentVisitor } from "@/lib/session/current-visitor";
import type { Visitor } from "@/lib/session/visitor";
import { answerProblems } from "./answer-problems";
import { frozen } from "./frozen";
import { isFromOwnPages } from "./own-pages";
import { problem } from "./problem";
import { carries, readJson } from "./read-body";

export interface ApiContext<Params> {
  request: NextRequest;
  caller: Caller;
  /** The JSON object that was sent; empty for a GET. Read it with `readInput`. */
  body: Record<string, unknown>;
  params: Params;
  /** The caller's language: the one chosen on the pages, else the one that the call asks for, else French. */
  locale: Locale;
  services: Services;
  /** The signed-in person, or null. */
  visitor(): Promise<Visitor | null>;
}

export interface ApiOptions {
  /** Set for the student's panel alone: a frozen session is otherwise refused. */
  evenFrozen?: boolean;
}

/**
 * Wraps a route handler of `/api/v1`: checks the origin, the content type, the size and the JSON of a change, refuses a
 * frozen session, and answers with a problem when the handler throws.
 */
export function apiRoute<Params = Record<never, string>>(
  handle: (context: ApiContext<Params>) => Promise<Response>,
  { evenFrozen = false }: ApiOptions = {},
) {
  return (request: NextRequest, { params }: { params: Promise<Params> }): Promise<Response> =>
    answerProblems(async (caller) => {
      const isChange = request.method !== "GET" && request.method !== "HEAD";
      if (isChange && !isFromOwnPages(request)) return problem("origine-refusee", 403);
      if (isChange && !carries(request, "application/json")) return problem("type-de-contenu", 415);
      const body = isChange ? await readJson(request) : { ok: true as const, value: {} };
      if (!body.ok) return body.refusal;
      const visitor = await currentVisitor();
      if (visitor?.isFrozen && !evenFrozen) return frozen(visitor, caller);
      return handle({
        request,
        caller,
        body: body.value,
        params: await params,
        locale: chooseLocale(request.cookies.get(languageCookie)?.value, request.headers.get("accept-language")),
        services: services(),
        visitor: async () => visitor,
      });
    });
}
