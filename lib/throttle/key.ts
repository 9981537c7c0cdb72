import "server-only";
import { isIPv6 } from "node:net";
import type { Database } from "@/db/client";
import type { Clock } from "@/lib/clock";
import { keyedHash } from "@/lib/secrets/tokens";

/** The part of `Services` that counting uses. */
export interface Counting {
  db: Database;
  clock: Clock;
  env: { secret: string };
}

/**
 * Returns the name of a counter. What is counted (addresses, and identifiers, which may be a password typed in the
 * wrong field) is stored nowhere in clear: only the service's secret can tell what a row is about.
 */
export function counterKey({ env }: Counting, kind: string, ...parts: string[]): string {
  return `${kind}:${keyedHash(env.secret, "throttle", kind, ...parts)}`;
}

/** Returns the identifier in the form in which identifiers are compared everywhere. */
export function comparable(identifier: string): string {
  return identifier.trim().toLowerCase();
}

/** Returns all that one subscriber has: an IPv4 address, or the /64 of an IPv6 one. */
export function origin(address: string): string {
  const [plain = ""] = address.split("%");
  if (!isIPv6(plain)) return address;
  const [before = "", after] = plain.split("::");
  const head = before.split(":").filter(Boolean);
  const tail = (after ?? "").split(":").filter(Boolean);
  // An IPv4 tail (`::ffff:192.0.2.1`) fills two groups of sixteen bits.
  const tailLength = tail.length + (plain.includes(".") ? 1 : 0);
  const groups = after === undefined ? head : [...head, ...Array(8 - head.length - tailLength).fill("0"), ...tail];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
