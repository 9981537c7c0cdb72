import "server-only";
import type { Database } from "@/db/client";
import { record } from "@/lib/audit/record";
import { unavailability } from "@/lib/errors";
import { hashToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { endSession, findSession, findSessionById, type SessionRow, touchSession, writeRoles } from "./queries";
import { isWornHere } from "./roles";
import { rolesNow } from "./roles-now";
import { areRolesOld, isLive, isSeenLongAgo, whenUnanswered } from "./rules";
import { isRole, type Visitor } from "./visitor";

/**
 * Returns the person whose live session has this secret, or null. The call counts as a sign of life: a session last
 * seen a minute ago or more is marked as seen. The roles are those that the directory gave at most five minutes ago, or
 * the last known while it does not answer. A session whose person has no role left is ended.
 */
export async function visitorOf(
  services: Pick<Services, "db" | "clock" | "institution" | "directory">,
  token: string,
): Promise<Visitor | null> {
  const { db, clock, institution } = services;
  const now = clock.now();
  const row = await findSession(db, hashToken(token));
  if (!row || !isLive(row, now)) return null;
  if (isSeenLongAgo(row.lastSeenAt, now)) await touchSession(db, row.id, now);
  const visitor = visitorIn(row, institution);
  return areRolesOld(row.rolesReadAt, now) ? withRolesOfNow(services, visitor, now) : visitor;
}

async function withRolesOfNow(
  services: Pick<Services, "db" | "institution" | "directory">,
  visitor: Visitor,
  now: Date,
): Promise<Visitor | null> {
  const { db } = services;
  const roles = await rolesNow(services, visitor).catch((error) => {
    if (unavailability(error)) return null;
    throw error;
  });
  if (!roles) {
    await writeRoles(db, visitor.sessionId, { rolesReadAt: whenUnanswered(now) });
    return visitor;
  }
  if (roles.length === 0) {
    await endForNoRole(db, visitor, now);
    return null;
  }
  await writeRoles(db, visitor.sessionId, { roles, rolesReadAt: now });
  return { ...visitor, roles };
}

/** Ends the session of a person who has left, or whose account was suspended, since they signed in. */
async function endForNoRole(db: Database, visitor: Visitor, at: Date): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await endSession(tx, visitor.sessionId, at))) return;
    const line = { kind: "session.sign-out", outcome: "succeeded", reason: "no-role", at } as const;
    await record(tx, { ...line, actor: visitor, subject: visitor.login });
  });
}

/** Returns the person of this session, or null once it is over. It is no sign of life: somebody else asks. */
export async function visitorOfSession(
  { db, clock, institution }: Pick<Services, "db" | "clock" | "institution">,
  sessionId: string,
): Promise<Visitor | null> {
  const row = await findSessionById(db, sessionId);
  return row && isLive(row, clock.now()) ? visitorIn(row, institution) : null;
}

function visitorIn(row: SessionRow, institution: Services["institution"]): Visitor {
  return {
    sessionId: row.id,
    uid: row.uid,
    login: row.login,
    displayName: row.displayName,
    roles: row.roles.filter(isRole).filter((role) => isWornHere(role, institution)),
    registerId: row.studentId,
    isFrozen: row.frozenAt !== null,
  };
}
