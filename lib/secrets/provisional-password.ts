import "server-only";
import { randomBytes } from "node:crypto";
import { bcryptCompare, bcryptHash, bcryptHashInBulk } from "./bcrypt";

/** 32 symbols that are not mistaken for each other: no 0 or O, no 1 or I. */
const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const shape = /^[2-9A-HJ-NP-Z]{12}$/;
const separators = /[\s\p{Dash}\u00AD\u200B\uFEFF]+/gu;
const cost = 10;

/** Hash of a discarded secret, compared when there is no sheet, so that the check takes the same time. */
const nobody = "$2b$10$wX3eWSPhZo/Sf/PMkZl.NObqBA8eYh24etP2ieJnNwFUMbd8evLay";

/** Returns a new provisional password as the sheet prints it: 60 random bits, `K7QX-M3VP-9RTD`. */
export function newProvisionalPassword(): string {
  // 256 is a multiple of 32: the remainder is uniform.
  const symbols = Array.from(randomBytes(12), (byte) => alphabet[byte % alphabet.length]);
  return [symbols.slice(0, 4), symbols.slice(4, 8), symbols.slice(8)].map((group) => group.join("")).join("-");
}

/** Returns the twelve symbols typed, in any case, with or without hyphens and spaces; null when it cannot be one. */
export function normaliseProvisionalPassword(text: string): string | null {
  const symbols = text.replace(separators, "").toUpperCase();
  return shape.test(symbols) ? symbols : null;
}

/** Returns the bcrypt hash to store for a provisional password in any spelling. Throws when it is not one. */
export function hashProvisionalPassword(password: string): Promise<string> {
  return bcryptHash(symbolsOf(password), cost);
}

/** Returns the hash for one of many: it gives way to people who sign in or type a sheet meanwhile. */
export function hashInBulk(password: string): Promise<string> {
  return bcryptHashInBulk(symbolsOf(password), cost);
}

/** Each comparison takes 75 ms of a core: in a long run of symbols, only those near its ends are compared. */
const mostReadings = 6;

/**
 * True when the text is or contains the provisional password of this hash, in any case and with any separators.
 * Compares nothing unless the text has twelve symbols of the alphabet in a row.
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

/** Returns each run of twelve symbols: first, last, second, last but one… */
function endsFirst(row: string): string[] {
  const twelves = Array.from({ length: row.length - 11 }, (_, start) => row.slice(start, start + 12));
  return twelves.flatMap((twelve, index) => [twelve, twelves[twelves.length - 1 - index] ?? twelve]);
}

function symbolsOf(password: string): string {
  const symbols = normaliseProvisionalPassword(password);
  if (!symbols) throw new RangeError("not a provisional password");
  return symbols;
}

/** True when the hash is of this provisional password. False, as slowly, for a null hash or an impossible one. */
export async function verifyProvisionalPassword(password: string, hash: string | null): Promise<boolean> {
  const symbols = normaliseProvisionalPassword(password);
  const isSame = await bcryptCompare(symbols ?? alphabet, hash ?? nobody);
  return isSame && symbols !== null && hash !== null;
}
