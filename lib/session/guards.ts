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
 * Lets through who has one of the roles, in pages and actions alike; every role but the student's asks for the internal network
 * too. Otherwise it never returns: it leads to the 403 page, to the sign-in page, or to the panel that froze the session.
 */
export async function requireRole(roles: readonly Role[], { evenFrozen = false } = {}): Promise<Admitted> {
  const caller = await currentCaller();
  const visitor = await currentVisitor();
  const refusal = whyNotAllowed({ roles, visitor, isInternal: caller.isInternal, evenFrozen });
  if (refusal === null && visitor) return { visitor, caller };
  return refuse(refusal ?? "not-signed-in", visitor, caller);
}

/** A signed-in student of the register. */
export async function requireStudent(): Promise<Admitted & { studentId: string }> {
  const { visitor, caller } = await requireRole(["student"]);
  const studentId = await studentIdOf(visitor);
  if (studentId === null) return refuse("role", visitor, caller);
  return { visitor, caller, studentId };
}

/** The row of this student; null for who is none, or signed in by the login of the staff that they are too. */
export async function studentIdOf({ roles, studentId }: Visitor): Promise<string | null> {
  if (studentId === null || !roles.includes("student")) return null;
  return (await isStudentsRow(services().db, studentId)) ? studentId : null;
}

/** Anyone whom the register holds, student or staff, from anywhere: for the charter that is theirs. */
export async function requireMember(): Promise<Admitted & { studentId: string }> {
  const { visitor, caller } = await requireVisitor();
  if (visitor.studentId === null) return refuse("role", visitor, caller);
  return { visitor, caller, studentId: visitor.studentId };
}

/** Anyone who is signed in, from anywhere: for what is a person's own. */
export async function requireVisitor(): Promise<Admitted> {
  const caller = await currentCaller();
  const visitor = await currentVisitor();
  const refusal = whyNotAllowed({ roles: everyRole, visitor, isInternal: true });
  if (refusal === null && visitor) return { visitor, caller };
  return refuse(refusal ?? "not-signed-in", visitor, caller);
}

/** First line of each action: 403 when the form was not sent by one of our own pages. */
export async function requireSameOrigin(): Promise<Caller> {
  const received = await headers();
  const { publicUrl, isDemo, port } = env();
  const origin = received.get("origin");
  const secFetchSite = received.get("sec-fetch-site");
  if (!isOwnOrigin({ origin, secFetchSite, publicUrl, isDemo, port })) forbidden();
  return currentCaller();
}

/** The same as `requireRole`, for a route that a form of our pages posts to: its refusal is an answer, which leads there by a 303. */
export async function admitToRoute(roles: readonly Role[]): Promise<Admitted | Response> {
  const caller = await currentCaller();
  const visitor = await currentVisitor();
  const refusal = whyNotAllowed({ roles, visitor, isInternal: caller.isInternal });
  if (refusal === null && visitor) return { visitor, caller };
  const location = await whereTo(refusal ?? "not-signed-in", visitor, caller);
  return new Response(null, { status: 303, headers: { location } });
}

/** Leads to a page that says why, with its status: what Next renders for `forbidden()` in a page is empty until scripts load. */
async function refuse(refusal: AccessRefusal, visitor: Visitor | null, caller: Caller): Promise<never> {
  redirect(await whereTo(refusal, visitor, caller));
}

async function whereTo(refusal: AccessRefusal, visitor: Visitor | null, caller: Caller): Promise<string> {
  if (refusal === "not-signed-in") return signInPath((await headers()).get(pathHeader));
  if (refusal === "outside") return "/refus/hors-reseau";
  await recordRefusal(services(), refusal, visitor, caller);
  return refusal === "frozen" ? panelPath : "/refus/role";
}
