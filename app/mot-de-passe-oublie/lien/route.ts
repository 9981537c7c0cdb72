import type { NextRequest } from "next/server";
import { keepLink } from "../link-cookie";

/**
 * Where a mailed link leads: its token leaves the address for a cookie, and the page that follows shows the form. Nothing is spent here,
 * since mail filters open links too.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const token = request.nextUrl.searchParams.get("jeton") ?? "";
  await keepLink(/^[\w-]{43}$/.test(token) ? token : "");
  const headers = { location: "/mot-de-passe-oublie/nouveau", "cache-control": "no-store" };
  return new Response(null, { status: 303, headers });
}
