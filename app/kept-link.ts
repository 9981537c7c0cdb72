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

/** How a cookie is set that only some pages are sent, and no script reads. @param seconds How long the browser keeps it. */
export function pagesCookie({ path, seconds }: Pick<KeptLink, "path" | "seconds">) {
  const secure = env().publicUrl.startsWith("https:");
  return { httpOnly: true, sameSite: "lax", path, secure, maxAge: seconds } as const;
}

/**
 * A link whose token leaves the address at once, for a cookie of its own pages: neither the history nor what is looked at over a shoulder
 * keeps it. Following it spends nothing, since mail filters, previews and cameras follow links too.
 */
export function keptLink({ path, page, cookie, seconds }: KeptLink) {
  return {
    /** The route handler that the link leads to (`?jeton=`). */
    async follow(request: NextRequest): Promise<Response> {
      const token = request.nextUrl.searchParams.get("jeton") ?? "";
      (await cookies()).set(cookie, /^[\w-]{43}$/.test(token) ? token : "", pagesCookie({ path, seconds }));
      return new Response(null, { status: 303, headers: { location: page, "cache-control": "no-store" } });
    },
    /** The token of the link that this browser followed last; empty when there is none. */
    async token(): Promise<string> {
      return (await cookies()).get(cookie)?.value ?? "";
    },
  };
}
