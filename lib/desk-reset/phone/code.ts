import "server-only";
import type { Env } from "@/lib/env";
import { keyedHash } from "@/lib/secrets/tokens";
import type { Phone } from "./queries";

/**
 * Returns the QR code's token: 256 bits derived from the service's secret and the id of its row, so that a redrawn
 * screen shows the same code while the database keeps only its hash.
 */
export function phoneToken({ secret }: Pick<Env, "secret">, phoneId: string): string {
  return Buffer.from(keyedHash(secret, "desk-phone", phoneId), "hex").toString("base64url");
}

/** Returns the URL in the QR code. */
function phoneLink(env: Pick<Env, "secret" | "publicUrl">, phoneId: string): string {
  return `${env.publicUrl}/telephone/lien?jeton=${phoneToken(env, phoneId)}`;
}

/** Returns the three digits that the desk's screen shows once a device has opened the code. */
export function phoneNumber({ secret }: Pick<Env, "secret">, phoneId: string): string {
  const digits = BigInt(`0x${keyedHash(secret, "desk-phone-number", phoneId)}`) % 1_000n;
  return String(digits).padStart(3, "0");
}

/** What the desk's screen shows at each step: first the QR code, then the number, then nothing to read. */
export type PhoneCode =
  | { step: "unopened"; link: string }
  | { step: "number"; number: string; wrongTries: number }
  | { step: "password" };

/** Returns what the screen shows. The code and its number never appear together, so that no photograph holds both. */
export function codeOf(env: Pick<Env, "secret" | "publicUrl">, phone: Phone): PhoneCode {
  if (phone.provenAt) return { step: "password" };
  if (!phone.deviceHash) return { step: "unopened", link: phoneLink(env, phone.id) };
  return { step: "number", number: phoneNumber(env, phone.id), wrongTries: phone.wrongTries };
}
