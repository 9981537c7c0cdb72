import type { NextRequest } from "next/server";
import { keepLink } from "../link-cookie";

/**
 * Where a mailed link leads: its token leaves the address for a cookie, and the page that follows shows what can be done. Nothing is
 * confirmed here, since mail filters open links too.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const token = request.nextUrl.searchParams.get("jeton") ?? "";
  await keepLink(/^[\w-]{43}$/.test(token) ? token : "");
  return new Response(null, { status: 303, headers: { location: "/mail-de-secours", "cache-control": "no-store" } });
}
