import "server-only";
import type { AuthOptions } from "next-auth";
import type { Env } from "@/lib/env";
import { directoryProvider } from "./directory-provider";
import { localPath } from "./paths";
import { longestHours } from "./rules";
import type { SignIn, SignInOutcome } from "./sign-in";
import type { Role, Visitor } from "./visitor";

declare module "next-auth" {
  interface User {
    /** The random identifier of the session, which the cookie carries. */
    session?: string;
  }
  interface Session {
    user?: { name: string; login: string; roles: readonly Role[] };
  }
}

export interface AuthDeeds {
  /** The person whose live session the request carries, or null. */
  visitor: Visitor | null;
  signIn(typed: Pick<SignIn, "username" | "password">): Promise<SignInOutcome>;
  signOut(): Promise<void>;
}

/**
 * Returns next-auth's options for one request. Its cookie holds only the random identifier of a `sessions` row. That
 * row, which the caller has already read, says whether anybody is signed in.
 */
export function authOptions({ publicUrl, secret }: Env, { visitor, signIn, signOut }: AuthDeeds): AuthOptions {
  return {
    secret,
    useSecureCookies: publicUrl.startsWith("https:"),
    session: { strategy: "jwt", maxAge: longestHours * 3_600 },
    pages: { signIn: "/connexion", error: "/connexion", signOut: "/mon-compte" },
    providers: [directoryProvider(signIn)],
    callbacks: {
      jwt: ({ token, user }) => ({ session: user?.session ?? token.session }),
      session: ({ session }) => ({
        expires: session.expires,
        ...(visitor && { user: { name: visitor.displayName, login: visitor.login, roles: visitor.roles } }),
      }),
      redirect: ({ url, baseUrl }) =>
        baseUrl + (localPath(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url) ?? ""),
    },
    events: { signOut },
    // An invalid cookie is an everyday event: one line in the log, without next-auth's stack trace.
    logger: { error: (code) => console.warn(`next-auth: ${code}`), warn: () => {}, debug: () => {} },
  };
}
