"use server";

import { redirect } from "next/navigation";
import { services } from "@/lib/services";
import { clearSessionToken } from "@/lib/session/cookie";
import { currentVisitor } from "@/lib/session/current-visitor";
import { requireSameOrigin } from "@/lib/session/guards";
import { signOut } from "@/lib/session/sign-out";

/** Ends the session, even if a copy of its cookie is kept, and redirects to the home page. */
export async function leave(): Promise<void> {
  const caller = await requireSameOrigin();
  const visitor = await currentVisitor();
  if (visitor) await signOut(services(), visitor, caller);
  await clearSessionToken();
  redirect("/");
}
