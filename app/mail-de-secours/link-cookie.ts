import "server-only";
import { cookies } from "next/headers";
import { env } from "@/lib/env";

const cookieName = "trousseau_confirmation";

/** Keeps a mailed link's token out of every address, for the hour in which it is used. Only from a route handler or an action. */
export async function keepLink(token: string): Promise<void> {
  (await cookies()).set(cookieName, token, {
    httpOnly: true,
    sameSite: "lax",
    path: "/mail-de-secours",
    secure: env().publicUrl.startsWith("https:"),
    maxAge: 3_600,
  });
}

/** The token of the link that this browser opened last. */
export async function keptLink(): Promise<string> {
  return (await cookies()).get(cookieName)?.value ?? "";
}
