import "server-only";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const keyLength = 32;

/** `scrypt$salt$key`, with Node's default cost (N = 16,384). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, keyLength);
  return ["scrypt", salt.toString("base64"), key.toString("base64")].join("$");
}

/** False for an absent hash, as for a wrong password, and in the same time. */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [, salt = "", key = ""] = hash?.split("$") ?? [];
  const expected = Buffer.from(key, "base64");
  const derived = await derive(password, Buffer.from(salt, "base64"), keyLength);
  return expected.length === keyLength && timingSafeEqual(derived, expected);
}
