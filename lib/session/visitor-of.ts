import "server-only";
import { hashToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { findSession, findSessionById, type SessionRow, touchSession } from "./queries";
import { isWornHere } from "./roles";
import { isLive, isSeenLongAgo } from "./rules";
import { isRole, type Visitor } from "./visitor";

/**
 * The person whose live session has this secret, or null. Being asked counts as a sign of life: a session that was last seen a
 * minute ago or more is marked as seen now.
 */
export async function visitorOf(
  { db, clock, institution }: Pick<Services, "db" | "clock" | "institution">,
  token: string,
): Promise<Visitor | null> {
  const now = clock.now();
  const row = await findSession(db, hashToken(token));
  if (!row || !isLive(row, now)) return null;
  if (isSeenLongAgo(row.lastSeenAt, now)) await touchSession(db, row.id, now);
  return visitorIn(row, institution);
}

/** The person of this session, or null once it is over. Nobody asks for them to be there: it is no sign of life. */
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
    studentId: row.studentId,
    isFrozen: row.frozenAt !== null,
  };
}
