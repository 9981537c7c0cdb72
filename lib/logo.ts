import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { env } from "./env";
import { institution } from "./institution";

export const logoKinds = ["light", "dark", "paper"] as const;
export type LogoKind = (typeof logoKinds)[number];

const read = new Map<LogoKind, Buffer>();

/** The institution's logo, read once, from the file beside `INSTITUTION_FILE`; null when it names none. Throws when the file cannot be read. */
export function logo(kind: LogoKind): Buffer | null {
  const name = institution().logo?.[kind];
  if (!name) return null;
  const known = read.get(kind) ?? readFileSync(resolve(dirname(env().institutionFile), name));
  read.set(kind, known);
  return known;
}
