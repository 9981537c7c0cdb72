import { z } from "zod";

/** True when this text can be the id of a row: the database throws for anything else. */
export function isUuid(sent: unknown): sent is string {
  return z.uuid().safeParse(sent).success;
}
