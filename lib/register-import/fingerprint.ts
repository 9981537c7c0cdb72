import { createHash } from "node:crypto";

/** A short fingerprint, of the fields in the order of their names; `-` for nothing. */
export function fingerprint(facts: object | null): string {
  if (!facts) return "-";
  const ordered = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(ordered)).digest("base64url").slice(0, 22);
}
