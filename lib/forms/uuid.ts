import { z } from "zod";

/** True of what may name a row of ours, whatever an address or a form held: the database throws at anything else. */
export function isUuid(sent: unknown): sent is string {
  return z.uuid().safeParse(sent).success;
}
