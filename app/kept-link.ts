import "server-only";
import { cookies } from "next/headers";
import type { NextRequest } from "next/server";
import { env } from "@/lib/env";

interface KeptLink {
  /** The pages behind the link; the cookie is sent to no other. */
  path: string;
  /** Where the link leads once its token is out of the address. */
  page: string;
  cookie: string;
  /** For how long the token may be of use. */
  seconds: number;
}

/**
 * A link whose token leaves the address at once, for a cookie of its own pages: neither the history nor what is looked at over a shoulder
 * keeps it. Following it spends nothing, since mail filters, previews and cameras follow links too.
 */
export function keptLink({ path, page, cookie, seconds }: KeptLink) {
  const options = () => ({
    httpOnly: true,
    sameSite: "lax" as const,
    path,
    secure: env().publicUrl.startsWith("https:"),
    maxAge: seconds,
  });
  return {
    /** The route handler that the link leads to (`?jeton=`). */
    async follow(request: NextRequest): Promise<Response> {
      const token = request.nextUrl.searchParams.get("jeton") ?? "";
      (await cookies()).set(cookie, /^[\w-]{43}$/.test(token) ? token : "", options());
      return new Response(null, { status: 303, headers: { location: page, "cache-control": "no-store" } });
    },
    /** The token of the link that this browser followed last; empty when there is none. */
    async token(): Promise<string> {
      return (await cookies()).get(cookie)?.value ?? "";
    },
  };
}
