import "server-only";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { longestText, readInput } from "@/lib/forms/read-input";
import type { SignIn, SignInOutcome } from "./sign-in";

/** What `/connexion` and `/api/auth/callback/credentials` send. */
export const signInInput = z.object({
  username: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(longestText),
});

/**
 * Returns the provider that signs in with a directory password. A CAS or OpenID Connect provider would go beside it in
 * `authOptions`, and give its session in the same way: the session's secret as the user's `session`.
 */
export function directoryProvider(signIn: (typed: Pick<SignIn, "username" | "password">) => Promise<SignInOutcome>) {
  return CredentialsProvider({
    name: "directory",
    credentials: { username: { type: "text" }, password: { type: "password" } },
    async authorize(typed) {
      const input = readInput(signInInput, { ...typed });
      if (!input.ok) return null;
      const outcome = await signIn(input.value);
      return outcome.ok ? { id: outcome.visitor.uid, session: outcome.token } : null;
    },
  });
}
