import "server-only";
import { keyedHash } from "@/lib/secrets/tokens";

/**
 * Returns the six digits that go with a mailed link. They are derived from the link's token, so that the page behind
 * the link can show them while the database stores only hashes.
 */
export function codeOf(token: string, secret: string): string {
  const digits = BigInt(`0x${keyedHash(secret, "confirmation-code", token)}`) % 1_000_000n;
  return digits.toString().padStart(6, "0");
}

/** Returns the hash to store of a code for one address: keyed, since a million plain hashes are soon tried. */
export function hashCode(code: string, addressId: string, secret: string): string {
  return keyedHash(secret, "confirmation", addressId, code);
}

/** Returns the six digits of what was typed, ignoring spaces and hyphens; null when it cannot be a code. */
export function readCode(typed: string): string | null {
  const digits = typed.replace(/[\s\u2013-]+/g, "");
  return /^[0-9]{6}$/.test(digits) ? digits : null;
}
