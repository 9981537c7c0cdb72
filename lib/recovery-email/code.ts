import "server-only";
import { keyedHash } from "@/lib/secrets/tokens";

/**
 * The six digits that go with a mailed link. Worked out of the link's token, so that the page behind the link can show
 * them while the database holds hashes only.
 */
export function codeOf(token: string, secret: string): string {
  const digits = BigInt(`0x${keyedHash(secret, "confirmation-code", token)}`) % 1_000_000n;
  return digits.toString().padStart(6, "0");
}

/** What the database keeps of a code, for one address: keyed, since a million hashes are soon tried. */
export function hashCode(code: string, addressId: string, secret: string): string {
  return keyedHash(secret, "confirmation", addressId, code);
}

/** The six digits of what was typed, spaces ignored; null when it cannot be a code. */
export function readCode(typed: string): string | null {
  const digits = typed.replace(/[\s\u2013-]+/g, "");
  return /^[0-9]{6}$/.test(digits) ? digits : null;
}
