import { type Finding, fault, warning } from "../finding";
import type { Facts } from "./facts";

/** Whether the database knows the letters of people's names. Nothing to say of one that does. */
export function checkLetters({ encoding, knowsCapitals, database }: Facts): Finding[] {
  if (encoding !== "UTF8") return [fault("database.letters.encoding", { database, encoding })];
  return knowsCapitals ? [] : [warning("database.letters.capitals", { database })];
}
