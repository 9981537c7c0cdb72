import "server-only";
import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { longestHours } from "./rules";

/** What the signed and encrypted cookie carries: the random identifier of the session, and nothing about the person. */
interface SessionToken {
  session: string;
}

/** The session cookie under the name, and with the options, that next-auth itself gives it. */
export function sessionCookie(publicUrl: string) {
  const isSecure = publicUrl.startsWith("https:");
  return {
    name: `${isSecure ? "__Secure-" : ""}next-auth.session-token`,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
  } as const;
}

/** The cookie in which next-auth remembers where to go back to. */
export function callbackCookieName(publicUrl: string): string {
  return sessionCookie(publicUrl).name.replace("session-token", "callback-url");
}

/** The random identifier in the caller's cookie; null without one, or when it was not made by us or is too old. */
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
 * Cookies that were deciphered already, which costs more than to look for the row. None is trusted for longer by it: the row that the
 * identifier leads to says, at each request, whether the session is live.
 */
const opened = new Map<string, string>();
const mostOpened = 5_000;

/** Signs the browser in: only from a server action or a route handler. */
export async function writeSessionToken(session: string): Promise<void> {
  const { publicUrl, secret } = env();
  const { name, options } = sessionCookie(publicUrl);
  const maxAge = longestHours * 3_600;
  const value = await encode({ token: { session } satisfies SessionToken, secret, maxAge });
  (await cookies()).set(name, value, { ...options, maxAge });
}

/** Takes the cookie back: only from a server action or a route handler. */
export async function clearSessionToken(): Promise<void> {
  const { name, options } = sessionCookie(env().publicUrl);
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}
