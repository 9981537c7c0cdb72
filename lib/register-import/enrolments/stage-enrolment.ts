import { createHash } from "node:crypto";
import type { Enrolment } from "./read-enrolment";

/** Returns a key for the person of a line, as the file names them. All lines of a person must name them alike. */
export function personOf({ studentNumber, ine, identifier }: Pick<Enrolment, "studentNumber" | "ine" | "identifier">) {
  if (studentNumber) return `number ${studentNumber}`;
  return ine ? `ine ${ine}` : `identifier ${identifier}`;
}

/** Returns the key of a person in the register, the same whichever number the line gave. */
export function knownPerson(studentId: string): string {
  return `student ${studentId}`;
}

/** Returns a fingerprint of what all lines of one person must agree on. */
export function factsOf(line: Enrolment): string {
  const { studentNumber, ine, identifier, givenName, familyName, birthName, birthDate, birthPlace, mail, status } =
    line;
  const facts = [studentNumber, ine, identifier, givenName, familyName, birthName, birthDate, birthPlace, mail, status];
  return createHash("sha256").update(JSON.stringify(facts)).digest("base64url");
}
