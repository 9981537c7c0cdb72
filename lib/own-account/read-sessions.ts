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
  /** Of the internal network that it was opened from; null outside. */
  network: string | null;
  isThisOne: boolean;
}

/** The browsers that are signed in as this person now, the one in hand first, then the one that was used last. */
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
