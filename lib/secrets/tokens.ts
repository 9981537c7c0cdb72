import "server-only";
import { createHash, createHmac, randomBytes } from "node:crypto";

/**
 * Returns a new secret for a cookie or link: 256 random bits, in base64url (43 characters). Only its hash is stored.
 */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Returns a token's stored form: SHA-256, in hexadecimal. Enough for 256 random bits, not for a short code. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/**
 * Returns the HMAC-SHA-256 of the parts, in hexadecimal, for what is too short for a plain hash (a code of six digits):
 * without the service's secret, a reader of the table cannot try them all. Parts stay distinct: `("ab", "c")` is not
 * `("a", "bc")`.
 */
export function keyedHash(secret: string, ...parts: string[]): string {
  return createHmac("sha256", secret).update(JSON.stringify(parts)).digest("hex");
}
