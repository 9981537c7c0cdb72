import "server-only";
import { cookies } from "next/headers";
import type { NextRequest } from "next/server";
import { env } from "@/lib/env";

interface KeptLink {
  /** The pages behind the link; the cookie is sent to no others. */
  path: string;
  /** Where the link leads once its token is out of the address. */
  page: string;
  cookie: string;
  /** How long the token may be used. */
  seconds: number;
}

/** Returns the options of a cookie that only some pages get, and no script. @param seconds How long it is kept. */
export function pagesCookie({ path, seconds }: Pick<KeptLink, "path" | "seconds">) {
  const secure = env().publicUrl.startsWith("https:");
  return { httpOnly: true, sameSite: "lax", path, secure, maxAge: seconds } as const;
}

/**
 * Makes a link whose token moves at once from the address to a cookie of its own pages: neither the history nor
 * somebody looking over a shoulder has it. Following the link does not use it up, since mail filters, previews and
 * cameras follow links too.
 */
export function keptLink({ path, page, cookie, seconds }: KeptLink) {
  return {
    /** The route handler of the link (`?jeton=`). */
    async follow(request: NextRequest): Promise<Response> {
      const token = request.nextUrl.searchParams.get("jeton") ?? "";
      (await cookies()).set(cookie, /^[\w-]{43}$/.test(token) ? token : "", pagesCookie({ path, seconds }));
      return new Response(null, { status: 303, headers: { location: page, "cache-control": "no-store" } });
    },
    /** Returns the token of the link that this browser followed last; empty when there is none. */
    async token(): Promise<string> {
      return (await cookies()).get(cookie)?.value ?? "";
    },
  };
}
