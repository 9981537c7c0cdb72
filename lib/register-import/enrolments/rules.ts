import { wantedNames } from "../names";
import type { Change, Outcome, Refusal } from "../reasons";
import type { Enrolment } from "./read-enrolment";

/** A student as the register knows them. */
export interface KnownStudent {
  id: string;
  identifier: string;
  studentNumber: string | null;
  ine: string | null;
  mail: string;
  givenName: string;
  familyName: string;
  birthName: string | null;
  birthDate: string;
  birthPlace: string | null;
  status: string | null;
}

/** A stage in which the register knows the student to be, or to have been, enrolled. */
export type KnownEnrolment = Pick<Enrolment, "componentCode" | "componentName" | "stageName" | "enrolledOn"> & {
  state: NonNullable<Enrolment["state"]>;
};

/** An enrolment with a known state. A line without one keeps the register's; a new enrolment is in force. */
export type StatedEnrolment = Enrolment & Pick<KnownEnrolment, "state">;

export function stated(line: Enrolment, enrolment: KnownEnrolment | null): StatedEnrolment {
  return { ...line, state: line.state ?? enrolment?.state ?? "in-force" };
}

/** The student in the register under each number of a line; null for nobody. */
export interface Matches {
  byNumber: KnownStudent | null;
  byIne: KnownStudent | null;
  byIdentifier: KnownStudent | null;
  /** Somebody has, or had, this identifier. */
  isIdentifierUsed: boolean;
}

export type Match = { ok: true; student: KnownStudent | null } | { ok: false; reason: Refusal };

/**
 * Finds the student of a line: by student number, else by INE, else by identifier and birth date. The line is refused
 * when one of its numbers is another person's, or when its identifier is not the student's own, which never changes.
 */
export function matchStudent(line: Enrolment, { byNumber, byIne, byIdentifier, isIdentifierUsed }: Matches): Match {
  const student = byNumber ?? byIne ?? byIdentifier;
  if (!student) return line.identifier && isIdentifierUsed ? no("identifier-of-another") : { ok: true, student: null };
  if (byIne && byIne.id !== student.id) return no("ine-of-another");
  if (!byNumber && line.studentNumber && student.studentNumber && student.studentNumber !== line.studentNumber) {
    return no(byIne ? "ine-of-another" : "identifier-of-another");
  }
  if (!byNumber && !byIne) {
    const isOther = line.birthDate !== student.birthDate || (line.ine && student.ine && line.ine !== student.ine);
    return isOther ? no("identifier-of-another") : { ok: true, student };
  }
  if (!line.identifier || line.identifier === student.identifier) return { ok: true, student };
  return no(isIdentifierUsed ? "identifier-of-another" : "identifier-never-changes");
}

function no(reason: Refusal): Match {
  return { ok: false, reason };
}

/** Returns the student as the line wants them: what the line does not say stays. */
export function wantedStudent(line: Enrolment, known: KnownStudent): KnownStudent {
  return {
    id: known.id,
    identifier: known.identifier,
    studentNumber: line.studentNumber ?? known.studentNumber,
    ine: line.ine ?? known.ine,
    mail: line.mail ?? known.mail,
    givenName: line.givenName,
    ...wantedNames(line, known),
    birthDate: line.birthDate,
    birthPlace: line.birthPlace ?? known.birthPlace,
    status: line.status ?? known.status,
  };
}

/** Returns what the line does to the register. A new enrolment that is already cancelled changes nothing. */
export function effectOf(
  line: StatedEnrolment,
  student: KnownStudent | null,
  enrolment: KnownEnrolment | null,
): { outcome: Exclude<Outcome, "refuse">; reasons: Change[] } {
  if (line.state === "cancelled" && !enrolment) return { outcome: "unchanged", reasons: ["cancelled-before"] };
  if (!student) return { outcome: "create", reasons: ["new-student"] };
  const reasons = [...studentChanges(student, wantedStudent(line, student)), ...stageChanges(line, enrolment)];
  return { outcome: reasons.length > 0 ? "change" : "unchanged", reasons };
}

function studentChanges(now: KnownStudent, wanted: KnownStudent): Change[] {
  const differs = (...fields: (keyof KnownStudent)[]) => fields.some((field) => now[field] !== wanted[field]);
  return [
    ...(differs("givenName", "familyName", "birthName") ? (["names"] as const) : []),
    ...(differs("birthDate", "birthPlace") ? (["birth"] as const) : []),
    ...(differs("studentNumber", "ine") ? (["numbers"] as const) : []),
    ...(differs("mail") ? (["mail"] as const) : []),
    ...(differs("status") ? (["status"] as const) : []),
  ];
}

function stageChanges(line: StatedEnrolment, now: KnownEnrolment | null): Change[] {
  if (!now) return ["new-stage"];
  if (now.state !== line.state) return [line.state === "cancelled" ? "cancelled" : "reinstated"];
  const fields = ["componentCode", "componentName", "stageName", "enrolledOn"] as const;
  return fields.some((field) => now[field] !== line[field]) ? ["stage"] : [];
}
