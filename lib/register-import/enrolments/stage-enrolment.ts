import { createHash } from "node:crypto";
import type { Enrolment } from "./read-enrolment";

/** Who the line is about, as the file says it. All lines of one person must give it the same way. */
export function personOf({ studentNumber, ine, identifier }: Pick<Enrolment, "studentNumber" | "ine" | "identifier">) {
  if (studentNumber) return `number ${studentNumber}`;
  return ine ? `ine ${ine}` : `identifier ${identifier}`;
}

/** Who the line is about, once the register knows them: the same, whichever of their numbers it gave. */
export function knownPerson(studentId: string): string {
  return `student ${studentId}`;
}

/** What two lines of one person must say alike, as a fingerprint. */
export function factsOf(line: Enrolment): string {
  const { studentNumber, ine, identifier, givenName, familyName, birthName, birthDate, birthPlace, mail, status } =
    line;
  const facts = [studentNumber, ine, identifier, givenName, familyName, birthName, birthDate, birthPlace, mail, status];
  return createHash("sha256").update(JSON.stringify(facts)).digest("base64url");
}
