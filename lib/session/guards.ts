import "server-only";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { env } from "@/lib/env";
import type { Caller } from "@/lib/network/caller";
import { isOwnOrigin } from "@/lib/network/origin";
import { services } from "@/lib/services";
import { type AccessRefusal, whyNotAllowed } from "./access";
import { currentCaller } from "./caller";
import { currentVisitor } from "./current-visitor";
import { panelPath, pathHeader, signInPath } from "./paths";
import { isStudentsRow } from "./queries";
import { recordRefusal } from "./record-refusal";
import { roles as everyRole, type Role, type Visitor } from "./visitor";

export interface Admitted {
  visitor: Visitor;
  caller: Caller;
}

/**
 * Lets through a person who has one of these roles, in pages and actions alike. Every role except the student's also
 * requires the internal network. Otherwise it does not return: it redirects to the 403 page, to the sign-in page, or to
 * the panel that froze the session.
 */
export async function requireRole(roles: readonly Role[], { evenFrozen = false } = {}): Promise<Admitted> {
  const caller = await currentCaller();
  const visitor = await currentVisitor();
  const refusal = whyNotAllowed({ roles, visitor, isInternal: caller.isInternal, evenFrozen });
  if (refusal === null && visitor) return { visitor, caller };
  return refuse(refusal ?? "not-signed-in", visitor, caller);
}

/** Lets through a signed-in student of the register, or redirects. */
export async function requireStudent(): Promise<Admitted & { studentId: string }> {
  const { visitor, caller } = await requireRole(["student"]);
  const studentId = await studentIdOf(visitor);
  if (studentId === null) return refuse("role", visitor, caller);
  return { visitor, caller, studentId };
}

/** Returns this student's register row; null for a person who is no student, or signed in with a staff login. */
export async function studentIdOf({ roles, registerId }: Visitor): Promise<string | null> {
  if (registerId === null || !roles.includes("student")) return null;
  return (await isStudentsRow(services().db, registerId)) ? registerId : null;
}

/** Lets through anyone in the register, student or staff, from anywhere, for their own charter; otherwise redirects. */
export async function requireMember(): Promise<Admitted & { studentId: string }> {
  const { visitor, caller } = await requireVisitor();
  if (visitor.registerId === null) return refuse("role", visitor, caller);
  return { visitor, caller, studentId: visitor.registerId };
}

/** Lets through anyone who is signed in, from anywhere, for what concerns only themselves; otherwise redirects. */
export async function requireVisitor(): Promise<Admitted> {
  const caller = await currentCaller();
  const visitor = await currentVisitor();
  const refusal = whyNotAllowed({ roles: everyRole, visitor, isInternal: true });
  if (refusal === null && visitor) return { visitor, caller };
  return refuse(refusal ?? "not-signed-in", visitor, caller);
}

/** Returns the caller, or ends with a 403 when none of our pages sent the form. First line of each action. */
export async function requireSameOrigin(): Promise<Caller> {
  const received = await headers();
  const { publicUrl, isDemo, port } = env();
  const origin = received.get("origin");
  const secFetchSite = received.get("sec-fetch-site");
  if (!isOwnOrigin({ origin, secFetchSite, publicUrl, isDemo, port })) forbidden();
  return currentCaller();
}

/** Checks roles as `requireRole` does, for a route to which a page of ours posts: a refusal is a 303 response. */
export async function admitToRoute(roles: readonly Role[]): Promise<Admitted | Response> {
  const caller = await currentCaller();
  const visitor = await currentVisitor();
  const refusal = whyNotAllowed({ roles, visitor, isInternal: caller.isInternal });
  if (refusal === null && visitor) return { visitor, caller };
  const location = await whereTo(refusal ?? "not-signed-in", visitor, caller);
  return new Response(null, { status: 303, headers: { location } });
}

/**
 * Redirects to a page that says why, with its status: what Next renders for `forbidden()` in a page is empty until
 * scripts load.
 */
async function refuse(refusal: AccessRefusal, visitor: Visitor | null, caller: Caller): Promise<never> {
  redirect(await whereTo(refusal, visitor, caller));
}

async function whereTo(refusal: AccessRefusal, visitor: Visitor | null, caller: Caller): Promise<string> {
  if (refusal === "not-signed-in") return signInPath((await headers()).get(pathHeader));
  if (refusal === "outside") return "/refus/hors-reseau";
  await recordRefusal(services(), refusal, visitor, caller);
  return refusal === "frozen" ? panelPath : "/refus/role";
}
