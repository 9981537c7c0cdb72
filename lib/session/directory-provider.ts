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
 * Sign-in with a password that the directory knows. A CAS or OpenID Connect provider would stand beside this one in `authOptions`,
 * and give the session of whom it vouches for in the same way: its secret as `session` of the user.
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
