import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Services } from "./services";

export type LogoKind = "light" | "dark" | "paper";

const read = new Map<string, Buffer>();

/**
 * Returns the institution's logo, read once from the file beside `INSTITUTION_FILE`; null when the institution file
 * names none. Throws when the logo cannot be read.
 */
export function logo({ institution, env }: Pick<Services, "institution" | "env">, kind: LogoKind): Buffer | null {
  const name = institution.logo?.[kind];
  if (!name) return null;
  const file = resolve(dirname(env.institutionFile), name);
  const image = read.get(file) ?? readFileSync(file);
  read.set(file, image);
  return image;
}
