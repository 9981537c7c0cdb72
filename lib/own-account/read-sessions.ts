import "server-only";
import type { Services } from "@/lib/services";
import { isLive } from "@/lib/session/rules";
import type { Visitor } from "@/lib/session/visitor";
import { selectOpenSessions } from "./queries";

export interface OwnSession {
  id: string;
  startedAt: Date;
  lastSeenAt: Date;
  address: string;
  /** The internal network from which it was opened; null outside. */
  network: string | null;
  isThisOne: boolean;
}

/** Returns the browsers signed in as this person: the current one first, then by latest use. */
export async function readSessions(
  { db, clock }: Pick<Services, "db" | "clock">,
  { uid, sessionId }: Pick<Visitor, "uid" | "sessionId">,
): Promise<OwnSession[]> {
  const now = clock.now();
  return (await selectOpenSessions(db, uid, now))
    .filter((session) => isLive(session, now))
    .map(({ expiresAt: _, endedAt: __, ...session }) => ({ ...session, isThisOne: session.id === sessionId }))
    .sort((one, other) => Number(other.isThisOne) - Number(one.isThisOne));
}
