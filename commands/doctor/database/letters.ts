import { type Finding, fault, warning } from "../finding";
import type { Facts } from "./facts";

/** Checks that the database can handle the letters in people's names. No finding when it can. */
export function checkLetters({ encoding, knowsCapitals, database }: Facts): Finding[] {
  if (encoding !== "UTF8") return [fault("database.letters.encoding", { database, encoding })];
  return knowsCapitals ? [] : [warning("database.letters.capitals", { database })];
}
