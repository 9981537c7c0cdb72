import "server-only";
import { cookies } from "next/headers";
import { env } from "@/lib/env";
import { linkMinutes } from "@/lib/forgotten-password/rules";

const cookieName = "trousseau_password_link";

/** Keeps a mailed link's token out of every address, for as long as it may be good. Only from a route handler or an action. */
export async function keepLink(token: string): Promise<void> {
  (await cookies()).set(cookieName, token, {
    httpOnly: true,
    sameSite: "lax",
    path: "/mot-de-passe-oublie",
    secure: env().publicUrl.startsWith("https:"),
    maxAge: linkMinutes * 60,
  });
}

/** The token of the link that this browser opened last. */
export async function keptLink(): Promise<string> {
  return (await cookies()).get(cookieName)?.value ?? "";
}
