import { createHash } from "node:crypto";
import type { Enrolment } from "./read-enrolment";

/** Who the line is about, as the file says it. All lines of one person must give it the same way. */
export function personOf({ studentNumber, ine, identifier }: Pick<Enrolment, "studentNumber" | "ine" | "identifier">) {
  if (studentNumber) return `number ${studentNumber}`;
  return ine ? `ine ${ine}` : `identifier ${identifier}`;
}

/** What two lines of one person must say alike, as a fingerprint. */
export function factsOf(line: Enrolment): string {
  const { givenName, familyName, birthName, birthDate, birthPlace, ine, identifier, mail, status } = line;
  const facts = [givenName, familyName, birthName, birthDate, birthPlace, ine, identifier, mail, status];
  return createHash("sha256").update(JSON.stringify(facts)).digest("base64url");
}
