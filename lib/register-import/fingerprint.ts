import { createHash } from "node:crypto";

/** Returns a short fingerprint of the fields, ordered by name; `-` for null. */
export function fingerprint(facts: object | null): string {
  if (!facts) return "-";
  const ordered = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(ordered)).digest("base64url").slice(0, 22);
}
