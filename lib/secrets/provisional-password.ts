import "server-only";
import { randomBytes } from "node:crypto";
import { bcryptCompare, bcryptHash, bcryptHashInBulk } from "./bcrypt";

/** 32 symbols, none that is read for another: no 0 or O, no 1 or I. */
const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const shape = /^[2-9A-HJ-NP-Z]{12}$/;
const separators = /[\s\p{Dash}\u00AD\u200B\uFEFF]+/gu;
const cost = 10;

/** Of a secret that was thrown away: what is compared when there is no sheet, so that the answer takes the same time. */
const nobody = "$2b$10$wX3eWSPhZo/Sf/PMkZl.NObqBA8eYh24etP2ieJnNwFUMbd8evLay";

/** A new provisional password, as the sheet prints it: 60 random bits, `K7QX-M3VP-9RTD`. */
export function newProvisionalPassword(): string {
  // 256 is a multiple of 32: the remainder is uniform.
  const symbols = Array.from(randomBytes(12), (byte) => alphabet[byte % alphabet.length]);
  return [symbols.slice(0, 4), symbols.slice(4, 8), symbols.slice(8)].map((group) => group.join("")).join("-");
}

/** The twelve symbols of what was typed, in any case, with or without hyphens and spaces; null when it cannot be one. */
export function normaliseProvisionalPassword(text: string): string | null {
  const symbols = text.replace(separators, "").toUpperCase();
  return shape.test(symbols) ? symbols : null;
}

/** The bcrypt hash to keep of a provisional password, however it is written. Throws when it is not one. */
export function hashProvisionalPassword(password: string): Promise<string> {
  return bcryptHash(symbolsOf(password), cost);
}

/** The same for many at once: their hashing gives way to whoever signs in or types a sheet meanwhile. */
export function hashInBulk(password: string): Promise<string> {
  return bcryptHashInBulk(symbolsOf(password), cost);
}

/** Each comparison takes 75 ms of a core: of a long text that is all symbols, only what stands near its ends is compared. */
const mostReadings = 6;

/**
 * True when the text is the provisional password of this hash, or holds it, in any case and whatever separates its symbols. Nothing is
 * compared unless twelve symbols of the alphabet stand in a row.
 */
export async function holdsProvisionalPassword(text: string, hash: string): Promise<boolean> {
  for (const symbols of readingsOf(text)) {
    if (await bcryptCompare(symbols, hash)) return true;
  }
  return false;
}

function readingsOf(text: string): string[] {
  const joined = text.replace(/[^\p{L}\p{N}]+/gu, "").toUpperCase();
  const rows = joined.match(/[2-9A-HJ-NP-Z]{12,}/g) ?? [];
  return [...new Set(rows.flatMap(endsFirst))].slice(0, mostReadings);
}

/** The twelves of a row: the first, the last, the second, the last but one… */
function endsFirst(row: string): string[] {
  const twelves = Array.from({ length: row.length - 11 }, (_, start) => row.slice(start, start + 12));
  return twelves.flatMap((twelve, index) => [twelve, twelves[twelves.length - 1 - index] ?? twelve]);
}

function symbolsOf(password: string): string {
  const symbols = normaliseProvisionalPassword(password);
  if (!symbols) throw new RangeError("not a provisional password");
  return symbols;
}

/** True when the hash is of this provisional password. Takes the same time for a null hash, or for what cannot be one: false. */
export async function verifyProvisionalPassword(password: string, hash: string | null): Promise<boolean> {
  const symbols = normaliseProvisionalPassword(password);
  const isSame = await bcryptCompare(symbols ?? alphabet, hash ?? nobody);
  return isSame && symbols !== null && hash !== null;
}
