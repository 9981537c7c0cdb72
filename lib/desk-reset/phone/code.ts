import "server-only";
import type { Env } from "@/lib/env";
import { keyedHash } from "@/lib/secrets/tokens";
import type { Phone } from "./queries";

/**
 * What the QR code says: 256 bits, worked out of the service's secret and the number of its row, so that a screen that is drawn again shows
 * the same code while the database keeps its hash alone.
 */
export function phoneToken({ secret }: Pick<Env, "secret">, phoneId: string): string {
  return Buffer.from(keyedHash(secret, "desk-phone", phoneId), "hex").toString("base64url");
}

/** Where the QR code leads. */
function phoneLink(env: Pick<Env, "secret" | "publicUrl">, phoneId: string): string {
  return `${env.publicUrl}/telephone/lien?jeton=${phoneToken(env, phoneId)}`;
}

/** The three digits that the desk's screen shows once a device has opened the code. */
export function phoneNumber({ secret }: Pick<Env, "secret">, phoneId: string): string {
  const digits = BigInt(`0x${keyedHash(secret, "desk-phone-number", phoneId)}`) % 1_000n;
  return String(digits).padStart(3, "0");
}

/** What the desk's screen shows of a code, as far as it is: first what a camera reads, then the number, then nothing to read. */
export type PhoneCode =
  | { step: "unopened"; link: string }
  | { step: "number"; number: string; wrongTries: number }
  | { step: "password" };

/** The code and its number are never on the screen together, so that no photograph holds both. */
export function codeOf(env: Pick<Env, "secret" | "publicUrl">, phone: Phone): PhoneCode {
  if (phone.provenAt) return { step: "password" };
  if (!phone.deviceHash) return { step: "unopened", link: phoneLink(env, phone.id) };
  return { step: "number", number: phoneNumber(env, phone.id), wrongTries: phone.wrongTries };
}
