import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";
import { isInternalPage } from "@/lib/network/internal-paths";
import { isOwnOrigin } from "@/lib/network/origin";
import { callerHeader, readSealedCaller } from "@/lib/network/seal";
import { pathHeader } from "@/lib/session/paths";

/** Pages only. The API has its first gate in the front server and its own wrapper; files need no nonce and no gate. */
export const config = {
  runtime: "nodejs",
  matcher: ["/((?!api/|_next/|logo/[^/]+$|accent\\.css$).*)"],
};

/** Sets the headers of every page, and is the first gate. Never the only lock: page, action and route check again. */
export function middleware(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const policy = contentSecurityPolicy(randomBytes(16).toString("base64"));
  const headers = new Headers(request.headers);
  // Next.js reads the nonce there, and adds it to its own scripts.
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
  // Next.js compares an action's origin with the host, which a proxy may have changed. That origin was just checked.
  if (origin && !isReading(request)) headers.set("x-forwarded-host", new URL(origin).host);
  return NextResponse.next({ request: { headers } });
}

/** Shows the 403 page instead of the requested one. */
function refuse(request: NextRequest, refusal: Refusal, headers: Headers): NextResponse {
  const url = request.nextUrl.clone();
  url.pathname = `/refus/${refusal}`;
  url.search = "";
  // The posted action must not run: the page is only shown.
  headers.delete("next-action");
  if (!isReading(request)) headers.set("content-type", "text/plain");
  return NextResponse.rewrite(url, { request: { headers } });
}

function isReading({ method }: NextRequest): boolean {
  return method === "GET" || method === "HEAD";
}
