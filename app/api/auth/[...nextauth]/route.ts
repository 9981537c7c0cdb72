import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { answerProblems } from "@/app/api/answer-problems";
import { frozen } from "@/app/api/frozen";
import { otherMethods } from "@/app/api/other-methods";
import { isFromOwnPages } from "@/app/api/own-pages";
import { problem } from "@/app/api/problem";
import { carries, readText } from "@/app/api/read-body";
import { services } from "@/lib/services";
import { authOptions } from "@/lib/session/auth-options";
import { callbackCookieName } from "@/lib/session/cookie";
import { currentVisitor } from "@/lib/session/current-visitor";
import { type SignInOutcome, signIn } from "@/lib/session/sign-in";
import { signOut } from "@/lib/session/sign-out";

/** The next-auth endpoints that exist here. The others, such as its log, which anyone may write to, do not. */
const reading = ["csrf", "session", "providers", "signin", "signout", "error"];
const changing = ["callback/credentials", "signout", "signin/credentials"];

/** All that a frozen session may still ask of next-auth. */
const evenFrozen = ["csrf", "signout"];

type Context = { params: Promise<{ nextauth: string[] }> };

async function answer(request: NextRequest, { params }: Context): Promise<Response> {
  return answerProblems(async (caller) => {
    const { nextauth } = await params;
    const action = nextauth.join("/");
    const isChange = request.method === "POST";
    if (!(isChange ? changing : reading).includes(action)) return problem("introuvable", 404);
    if (isChange && !isFromOwnPages(request)) return problem("origine-refusee", 403);
    if (isChange && !carries(request, "application/x-www-form-urlencoded")) return problem("type-de-formulaire", 415);
    const text = isChange ? await readText(request) : null;
    if (text?.ok === false) return text.refusal;
    if (!(await hasReadableCallback(request))) return problem("requete-illisible", 400);
    const visitor = await currentVisitor();
    if (visitor?.isFrozen && !evenFrozen.includes(action)) return frozen(visitor, caller);

    let attempt: Promise<SignInOutcome> | undefined;
    const options = authOptions(services().env, {
      visitor,
      signIn(typed) {
        attempt = signIn(services(), { ...typed, caller, former: visitor });
        return attempt;
      },
      async signOut() {
        if (visitor) await signOut(services(), visitor, caller);
      },
    });
    const { url, method, headers } = request;
    const response = await NextAuth(new NextRequest(url, { method, headers, body: text?.value }), { params }, options);
    // next-auth answers every failure with one redirect; an unavailable directory and too many tries need better.
    const outcome = await attempt;
    if (outcome?.ok === false && outcome.reason === "too-many-tries") {
      return problem("trop-d-essais", 429, { retryAt: outcome.retryAt });
    }
    return response;
  });
}

/** False when a callback address is malformed: next-auth would answer 500. `redirect` decides where it may lead. */
async function hasReadableCallback(request: NextRequest): Promise<boolean> {
  const { publicUrl } = services().env;
  const remembered = (await cookies()).get(callbackCookieName(publicUrl))?.value;
  return [request.nextUrl.searchParams.get("callbackUrl"), remembered].every(
    (url) => !url || /^https?:/.test(URL.canParse(url, publicUrl) ? new URL(url, publicUrl).protocol : ""),
  );
}

export { answer as GET, answer as POST };
export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
