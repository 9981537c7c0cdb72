import type { LineReader } from "./line-reader";

type PersonField = "usualName" | "birthName" | "givenName" | "birthDate" | "birthPlace" | "status";

/** Reads the fields that every file about people has. `today` is the institution's day, `YYYY-MM-DD`. */
export function readPerson(row: LineReader<PersonField>, today: string) {
  const birthName = row.text("birthName");
  const familyName = row.text("usualName") ?? birthName;
  if (row.isEmpty("usualName", "birthName")) row.refuse("no-family-name");
  const givenName = row.text("givenName", "no-given-name");
  const birthDate = row.date("birthDate", "no-birth-date");
  if (birthDate && birthDate >= today) row.refuse("birth-in-future");
  const hasUsualName = row.has("usualName");
  const [birthPlace, status] = [row.label("birthPlace"), row.label("status")];
  return { birthName, familyName, hasUsualName, givenName, birthDate, birthPlace, status };
}
