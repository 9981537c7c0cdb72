import "server-only";
import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { longestHours } from "./rules";

/** What the signed and encrypted cookie carries: the random identifier of the session, and nothing about the person. */
interface SessionToken {
  session: string;
}

/** Returns the name and options of the session cookie, the same as next-auth's own. */
export function sessionCookie(publicUrl: string) {
  const isSecure = publicUrl.startsWith("https:");
  return {
    name: `${isSecure ? "__Secure-" : ""}next-auth.session-token`,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
  } as const;
}

/** Returns the name of the cookie in which next-auth remembers where to go back to. */
export function callbackCookieName(publicUrl: string): string {
  return sessionCookie(publicUrl).name.replace("session-token", "callback-url");
}

/** Returns the random identifier in the caller's cookie, of a session that may be over; null without one of ours. */
export async function readSessionToken(): Promise<string | null> {
  const { publicUrl, secret } = env();
  const value = (await cookies()).get(sessionCookie(publicUrl).name)?.value;
  if (!value) return null;
  const known = opened.get(value);
  if (known) return known;
  const token = await decode({ token: value, secret }).catch(() => null);
  if (typeof token?.session !== "string") return null;
  if (opened.size === mostOpened) opened.clear();
  opened.set(value, token.session);
  return token.session;
}

/**
 * Cookies already decrypted, which costs more than finding the row. This does not make a session last longer: its row
 * says, at each request, whether it is live.
 */
const opened = new Map<string, string>();
const mostOpened = 5_000;

/** Signs the browser in. Call it only from a server action or a route handler. */
export async function writeSessionToken(session: string): Promise<void> {
  const { publicUrl, secret } = env();
  const { name, options } = sessionCookie(publicUrl);
  const maxAge = longestHours * 3_600;
  const value = await encode({ token: { session } satisfies SessionToken, secret, maxAge });
  (await cookies()).set(name, value, { ...options, maxAge });
}

/** Removes the cookie. Call it only from a server action or a route handler. */
export async function clearSessionToken(): Promise<void> {
  const { name, options } = sessionCookie(env().publicUrl);
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}
