import type { LockoutPolicy } from "@/lib/directory/flavors/flavor";
import { flavors } from "@/lib/directory/flavors/flavors";
import { type Finding, fault, ok, unchecked, warning } from "../finding";
import { look, type Visit } from "./visit";

/** So many failures, each counted for so many minutes: `Infinity` when only a right password ends the count. */
interface Bound {
  failures: number;
  minutes: number;
}

/**
 * Compares the lockout in the institution file with the directory's own policies, as far as our account may read them.
 * Among several policies the strictest counts.
 */
export async function checkLockout(visit: Visit): Promise<Finding> {
  const { server, institution, settings } = visit;
  const bounds = await boundsOf(visit, flavors[settings.flavor].lockout.policy);
  const said = institution.directoryLockout;
  if (bounds.length === 0)
    return unchecked(said ? "directory.lockout.unread" : "directory.lockout.unreadUnsaid", { server });
  const locking = bounds.filter(({ failures }) => failures > 0);
  if (locking.length === 0)
    return said ? warning("directory.lockout.never", { server }) : ok("directory.lockout.none", { server });
  const failures = Math.min(...locking.map((bound) => bound.failures));
  const minutes = Math.ceil(Math.max(...locking.map((bound) => bound.minutes)));
  const values = { server, failures, minutes, said: said?.failures ?? 0, saidMinutes: said?.minutes ?? 0 };
  if (!said) return fault("directory.lockout.unsaid", values);
  if (said.failures > failures) return fault("directory.lockout.above", values);
  if (minutes === Number.POSITIVE_INFINITY) return warning("directory.lockout.endless", values);
  return said.minutes < minutes ? fault("directory.lockout.shorter", values) : ok("directory.lockout.ok", values);
}

async function boundsOf(
  visit: Visit,
  { place, filter, failures, forgets, isOff, minutes }: LockoutPolicy,
): Promise<Bound[]> {
  const attributes = [failures, forgets, ...(isOff ? [isOff.attribute] : [])];
  const where = place
    ? ({ base: place, scope: "base" } as const)
    : ({ base: visit.settings.baseDn, scope: "sub" } as const);
  const { entries } = await look(visit, where.base, { scope: where.scope, filter, attributes });
  return entries.flatMap((entry) => {
    const [count] = entry.values(failures);
    if (count === undefined) return [];
    const isOn = !isOff || entry.values(isOff.attribute)[0]?.toLowerCase() !== isOff.value;
    const window = minutes(Number(entry.values(forgets)[0] ?? 0));
    return [{ failures: isOn ? Number(count) : 0, minutes: window > 0 ? window : Number.POSITIVE_INFINITY }];
  });
}
