import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";
import { isInternalPage } from "@/lib/network/internal-paths";
import { isOwnOrigin } from "@/lib/network/origin";
import { callerHeader, readSealedCaller } from "@/lib/network/seal";
import { pathHeader } from "@/lib/session/paths";

/** Pages. The API has its first gate in the front server, and its own wrapper; files need neither nonce nor gate. */
export const config = {
  runtime: "nodejs",
  matcher: ["/((?!api/|_next/|logo/[^/]+$|accent\\.css$).*)"],
};

/** The headers of every page, and the first gate: never the only lock, each page, action and route asks again. */
export function middleware(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const policy = contentSecurityPolicy(randomBytes(16).toString("base64"));
  const headers = new Headers(request.headers);
  // Next.js reads the nonce there, and puts it on its own scripts.
  headers.set("content-security-policy", policy);
  headers.set(pathHeader, pathname + search);
  const refusal = whyRefused(request);
  const response = refusal ? refuse(request, refusal, headers) : pass(request, headers);
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "no-store");
  return response;
}

type Refusal = "hors-reseau" | "origine";

function whyRefused(request: NextRequest): Refusal | null {
  const { publicUrl, isDemo, port, seal } = env();
  const { pathname } = request.nextUrl;
  const isInternal = readSealedCaller(request.headers.get(callerHeader), seal)?.isInternal ?? false;
  if (isInternalPage(pathname) && !isInternal) return "hors-reseau";
  if (isReading(request)) return null;
  const origin = request.headers.get("origin");
  const secFetchSite = request.headers.get("sec-fetch-site");
  return isOwnOrigin({ origin, secFetchSite, publicUrl, isDemo, port }) ? null : "origine";
}

function pass(request: NextRequest, headers: Headers): NextResponse {
  const origin = request.headers.get("origin");
  // Next.js compares the origin of an action with the host, which a proxy may have changed. We have just judged that origin.
  if (origin && !isReading(request)) headers.set("x-forwarded-host", new URL(origin).host);
  return NextResponse.next({ request: { headers } });
}

/** Shows the 403 page in the place of what was asked for. */
function refuse(request: NextRequest, refusal: Refusal, headers: Headers): NextResponse {
  const url = request.nextUrl.clone();
  url.pathname = `/refus/${refusal}`;
  url.search = "";
  // What was posted is for an action that must not run: the page is only shown.
  headers.delete("next-action");
  if (!isReading(request)) headers.set("content-type", "text/plain");
  return NextResponse.rewrite(url, { request: { headers } });
}

function isReading({ method }: NextRequest): boolean {
  return method === "GET" || method === "HEAD";
}
