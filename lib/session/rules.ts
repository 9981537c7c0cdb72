/** A session that nobody used for this long is over. */
export const idleMinutes = 30;

/** Whatever happens, a session lasts no longer. */
export const longestHours = 8;

/** How late `lastSeenAt` may be: it is not worth a write on every request. */
const seenEverySeconds = 60;

/** How long the directory's word on somebody's roles is good for: whoever loses one has lost it here by then. Milliseconds. */
const rolesGoodFor = 5 * 60_000;

/** While the directory does not answer, the roles that it gave last stand, and it is asked again after so long. Milliseconds. */
const rolesAskedAgain = 60_000;

/** True when the directory is to be asked again what this person may be. */
export function areRolesOld(rolesReadAt: Date, now: Date): boolean {
  return now.getTime() - rolesReadAt.getTime() >= rolesGoodFor;
}

/** When the roles would have been read for them to be old at the next attempt. */
export function whenUnanswered(now: Date): Date {
  return new Date(now.getTime() + rolesAskedAgain - rolesGoodFor);
}

interface Lifetime {
  lastSeenAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
}

/** True while the session opens doors: not ended, not too old, and used less than `idleMinutes` ago. */
export function isLive({ lastSeenAt, expiresAt, endedAt }: Lifetime, now: Date): boolean {
  return endedAt === null && now < expiresAt && now.getTime() - lastSeenAt.getTime() < idleMinutes * 60_000;
}

/** The end of a session that starts now. */
export function expiryOf(startedAt: Date): Date {
  return new Date(startedAt.getTime() + longestHours * 3_600_000);
}

/** True when the row should be told that its person is still there. */
export function isSeenLongAgo(lastSeenAt: Date, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= seenEverySeconds * 1_000;
}
