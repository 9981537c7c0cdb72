import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import { type Activation, currentActivation } from "@/lib/activation/current-activation";
import { env } from "@/lib/env";
import { services } from "@/lib/services";

const cookieName = "trousseau_activation";

/** The first connection that this browser has under way, or has just done; null without one. */
export const activationOfBrowser = cache(
  async (): Promise<Activation | null> => currentActivation(services(), (await cookies()).get(cookieName)?.value),
);

/** Ties a first connection to this browser: only from a server action or a route handler. Gone when the browser closes. */
export async function tieToBrowser(token: string): Promise<void> {
  const secure = env().publicUrl.startsWith("https:");
  (await cookies()).set(cookieName, token, { httpOnly: true, sameSite: "lax", path: "/", secure });
}
