import "server-only";
import type { Connection, Entry } from "./connection";
import type { Deadline } from "./deadline";
import type { Locked } from "./directory";
import type { Lockout } from "./flavors/flavor";

/**
 * Returns until when failed sign-ins have locked the entry, or null when they have not. `until` is null when only an
 * administrator lifts the lock, or when the service account cannot know its end.
 */
export async function lockedUntil(
  connection: Connection,
  { baseDn, lockout }: { baseDn: string; lockout: Lockout },
  entry: Entry,
  deadline: Deadline,
): Promise<Locked | null> {
  const since = lockout.since(entry);
  if (!since) return null;
  if (since === "no-hour") return { until: null };
  const { duration } = lockout;
  const milliseconds = duration ? await durationOf(connection, baseDn, duration, deadline) : 0;
  if (milliseconds === null) return { until: null };
  const until = new Date(since.getTime() + milliseconds);
  // An expired lock stays in the entry until the next sign-in.
  return until > new Date() ? { until } : null;
}

/**
 * Returns the duration in milliseconds. Returns null when several policies differ, when none can be read, or when only
 * an administrator lifts a lock.
 */
async function durationOf(
  connection: Connection,
  baseDn: string,
  { filter, attribute, read }: NonNullable<Lockout["duration"]>,
  deadline: Deadline,
): Promise<number | null> {
  const policies = await connection.search(baseDn, { scope: "sub", filter, attributes: [attribute] }, deadline);
  const durations = new Set(policies.flatMap((policy) => policy.values(attribute)).map(read));
  const [duration = 0, another] = durations;
  return duration > 0 && another === undefined ? duration : null;
}
