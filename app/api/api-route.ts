import { unstable_rethrow } from "next/navigation";
import type { NextRequest } from "next/server";
import { getTranslations } from "next-intl/server";
import { unavailability } from "@/lib/errors";
import type { Caller } from "@/lib/network/caller";
import { isOwnOrigin } from "@/lib/network/origin";
import { type Services, services } from "@/lib/services";
import { currentCaller } from "@/lib/session/caller";
import { currentVisitor } from "@/lib/session/current-visitor";
import type { Visitor } from "@/lib/session/visitor";
import { problem } from "./problem";
import { readBody } from "./read-body";

export interface ApiContext<Params> {
  request: NextRequest;
  caller: Caller;
  /** The JSON object that was sent; empty for a GET. Read it with `readInput`. */
  body: Record<string, unknown>;
  params: Params;
  services: Services;
  /** The signed-in person, or null. */
  visitor(): Promise<Visitor | null>;
  t: Awaited<ReturnType<typeof getTranslations<never>>>;
}

export interface ApiOptions {
  /** For the student's panel alone: every other call of a frozen session is refused. */
  evenFrozen?: boolean;
}

/**
 * Wraps a route handler of `/api/v1`: origin, content type, size and JSON are checked, a frozen session is turned away, and what
 * the handler throws becomes a problem: 503 when a dependency is away, else 500, told to the log alone with the request's identifier.
 */
export function apiRoute<Params = Record<never, string>>(
  handle: (context: ApiContext<Params>) => Promise<Response>,
  { evenFrozen = false }: ApiOptions = {},
) {
  return async (request: NextRequest, { params }: { params: Promise<Params> }): Promise<Response> => {
    const caller = await currentCaller();
    try {
      const isChange = !["GET", "HEAD"].includes(request.method);
      if (isChange && !isFromOwnPages(request)) return await problem("origine-refusee", 403);
      if (isChange && !isJson(request)) return await problem("type-de-contenu", 415);
      const body = isChange ? await readBody(request) : { ok: true as const, value: {} };
      if (!body.ok) return await body.refusal;
      const visitor = await currentVisitor();
      if (visitor?.isFrozen && !evenFrozen) return await problem("remise-en-cours", 409);
      return await handle({
        request,
        caller,
        body: body.value,
        params: await params,
        services: services(),
        visitor: async () => visitor,
        t: await getTranslations(),
      });
    } catch (error) {
      unstable_rethrow(error);
      return problemOf(error, caller);
    }
  };
}

/** What a thrown error becomes for who called: nothing of the error itself leaves the service. */
export async function problemOf(error: unknown, caller: Caller): Promise<Response> {
  const away = unavailability(error);
  console.error(`request ${caller.requestId}: ${away ? away.message : "failed"}`, error);
  if (away) return problem(away.dependency === "directory" ? "annuaire-indisponible" : "base-indisponible", 503);
  return problem("erreur-interne", 500);
}

/** The contract's rule on `Origin` and `Sec-Fetch-Site`, for a call that changes something. */
export function isFromOwnPages(request: Request): boolean {
  const { publicUrl, isDemo, port } = services().env;
  const origin = request.headers.get("origin");
  const secFetchSite = request.headers.get("sec-fetch-site");
  return isOwnOrigin({ origin, secFetchSite, publicUrl, isDemo, port });
}

function isJson(request: Request): boolean {
  return /^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? "");
}
