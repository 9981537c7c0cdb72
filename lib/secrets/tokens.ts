import "server-only";
import { createHash, createHmac, randomBytes } from "node:crypto";

/** A new secret for a cookie or a link: 256 random bits, in base64url (43 characters). Only its hash is ever stored. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database keeps of a token: SHA-256, in hexadecimal. Enough for 256 random bits; too little for a short code. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/**
 * HMAC-SHA-256 of the parts, in hexadecimal, for what is too short to be hashed alone (a code of six digits): without the
 * service's secret, nobody who reads the table can try them all. The parts are kept apart: `("ab", "c")` is not `("a", "bc")`.
 */
export function keyedHash(secret: string, ...parts: string[]): string {
  return createHmac("sha256", secret).update(JSON.stringify(parts)).digest("hex");
}
