import "server-only";
import type { Services } from "@/lib/services";
import { idleMinutes } from "@/lib/session/rules";
import { isRole, type Role } from "@/lib/session/visitor";
import { selectStaffSessions } from "./queries";

/** A member of staff who is signed in, in one browser or several. */
export interface SignedIn {
  /** The directory's `uid`. */
  uid: string;
  /** What they signed in with last. */
  login: string;
  displayName: string;
  roles: Role[];
  /** Their sessions that can still be used, by latest use. `network`: null outside the internal networks. */
  sessions: { id: string; startedAt: Date; lastSeenAt: Date; network: string | null }[];
}

/** Far more sessions of staff than are ever open at once. */
const mostListed = 1_000;

/** Returns the members of staff who are signed in, by name. */
export async function readStaffSessions({ db, clock }: Pick<Services, "db" | "clock">): Promise<SignedIn[]> {
  const now = clock.now();
  const seenAfter = new Date(now.getTime() - idleMinutes * 60_000);
  const people = new Map<string, SignedIn>();
  for (const { id, startedAt, lastSeenAt, network, ...who } of await selectStaffSessions(db, {
    now,
    seenAfter,
    limit: mostListed,
  })) {
    const person = people.get(who.uid) ?? { ...who, roles: who.roles.filter(isRole), sessions: [] };
    person.sessions.push({ id, startedAt, lastSeenAt, network });
    people.set(who.uid, person);
  }
  return [...people.values()];
}
