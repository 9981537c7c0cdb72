import "server-only";
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
const keyLength = 32;

/** scrypt's N, a power of two: Node's default, some 50 ms of a core. */
export const usualCost = 16_384;

/** Returns `scrypt$salt$key$cost`. */
export async function hashPassword(password: string, cost: number): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, keyLength, { cost });
  return ["scrypt", salt.toString("base64"), key.toString("base64"), cost].join("$");
}

/** True when the password has this hash. An absent hash takes as long as a wrong password whose hash has this cost. */
export async function isPassword(password: string, hash: string | undefined, cost: number): Promise<boolean> {
  const [, salt = "", key = "", ownCost = cost] = hash?.split("$") ?? [];
  const expected = Buffer.from(key, "base64");
  const derived = await derive(password, Buffer.from(salt, "base64"), keyLength, { cost: Number(ownCost) });
  return expected.length === keyLength && timingSafeEqual(derived, expected);
}
