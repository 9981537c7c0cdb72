/** A session that nobody uses for this long is over. */
export const idleMinutes = 30;

/** A session never lasts longer than this. */
export const longestHours = 8;

/** How late `lastSeenAt` may be: it is not worth a write on every request. */
const seenEverySeconds = 60;

/** How long the directory's roles are used: a person who loses one has lost it here by then. Milliseconds. */
const rolesGoodFor = 5 * 60_000;

/** While the directory does not answer, the last roles are used and it is asked again after this. Milliseconds. */
const rolesAskedAgain = 60_000;

/** True when the directory must be asked for this person's roles again. */
export function areRolesOld(rolesReadAt: Date, now: Date): boolean {
  return now.getTime() - rolesReadAt.getTime() >= rolesGoodFor;
}

/** Returns a `rolesReadAt` that makes the roles old again at the next attempt. */
export function whenUnanswered(now: Date): Date {
  return new Date(now.getTime() + rolesAskedAgain - rolesGoodFor);
}

interface Lifetime {
  lastSeenAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
}

/** True while the session can be used: not ended, not too old, and used less than `idleMinutes` ago. */
export function isLive({ lastSeenAt, expiresAt, endedAt }: Lifetime, now: Date): boolean {
  return endedAt === null && now < expiresAt && now.getTime() - lastSeenAt.getTime() < idleMinutes * 60_000;
}

/** Returns the end of a session that starts at `startedAt`. */
export function expiryOf(startedAt: Date): Date {
  return new Date(startedAt.getTime() + longestHours * 3_600_000);
}

/** True when the row must be updated to say that its person is still there. */
export function isSeenLongAgo(lastSeenAt: Date, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= seenEverySeconds * 1_000;
}
