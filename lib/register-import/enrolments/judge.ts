import "server-only";
import type { Database } from "@/db/client";
import { fingerprint } from "../fingerprint";
import type { StagedLine, Verdict } from "../lines/queries";
import { usedAmong } from "../register/queries";
import { type IdentifierRules, isNameable } from "./identifier";
import { findEnrolments, findStudents } from "./queries";
import type { Enrolment } from "./read-enrolment";
import {
  effectOf,
  type KnownEnrolment,
  type KnownStudent,
  matchStudent,
  type StatedEnrolment,
  stated,
  wantedStudent,
} from "./rules";

export interface Judged {
  line: StagedLine<StatedEnrolment>;
  verdict: Verdict;
  student: KnownStudent | null;
}

/**
 * Returns what each line does to the register as it is now. When the register has changed since a line was judged, and
 * not into what the line wants, the line is overtaken: it is refused, for somebody to look at.
 */
export async function judgeEnrolments(db: Database, lines: readonly StagedLine<Enrolment>[]): Promise<Judged[]> {
  const contents = lines.map(({ content }) => content);
  const students = await findStudents(db, contents);
  const used = await usedAmong(
    db,
    contents.map(({ identifier }) => identifier),
  );
  const by = <K extends "studentNumber" | "ine" | "identifier">(field: K) => {
    const known = new Map(students.map((student) => [student[field], student]));
    return (value: string | null) => (value ? (known.get(value) ?? null) : null);
  };
  const [byNumber, byIne, byIdentifier] = [by("studentNumber"), by("ine"), by("identifier")];
  const known = await findEnrolments(
    db,
    students.map(({ id }) => id),
  );
  const enrolments = new Map(known.map((one) => [`${one.studentId} ${itemOf(one)}`, one]));

  return lines.map((line) => {
    const { content: read } = line;
    const match = matchStudent(read, {
      byNumber: byNumber(read.studentNumber),
      byIne: byIne(read.ine),
      byIdentifier: byIdentifier(read.identifier),
      isIdentifierUsed: read.identifier !== null && used.has(read.identifier),
    });
    if (!match.ok)
      return { line: { ...line, content: stated(read, null) }, student: null, verdict: refused(line, match.reason) };
    const { student } = match;
    const enrolment = (student && enrolments.get(`${student.id} ${itemOf(read)}`)) ?? null;
    const content = stated(read, enrolment);
    const judged = { line: { ...line, content }, student };
    if (!stillHolds(judged.line, student, enrolment)) return { ...judged, verdict: refused(line, "overtaken") };
    const seen = `${fingerprint(student)} ${fingerprint(stageOf(enrolment))}`;
    return { ...judged, verdict: { line: line.line, ...effectOf(content, student, enrolment), seen } };
  });
}

/** Refuses the new students to whom the file gives no identifier, when none can be made of their names. */
export function refuseUnnameable(judged: readonly Judged[], rules: IdentifierRules): Judged[] {
  return judged.map((one) => {
    const { identifier, givenName, familyName } = one.line.content;
    const isNamed = one.verdict.outcome !== "create" || identifier || isNameable(givenName, familyName, rules);
    return isNamed ? one : { ...one, verdict: refused(one.line, "no-identifier") };
  });
}

/** Returns what identifies an enrolment: a year, a stage and its version. */
export function itemOf({
  year,
  stageCode,
  stageVersion,
}: Pick<Enrolment, "year" | "stageCode" | "stageVersion">): string {
  return `${year} ${stageCode} ${stageVersion}`;
}

export function refused({ line }: StagedLine<Enrolment>, reason: Verdict["reasons"][number]): Verdict {
  return { line, outcome: "refuse", reasons: [reason] };
}

/** True when the register is as it was read, or as the line wants it, after an earlier line or a repeated batch. */
function stillHolds(
  { content, seen }: StagedLine<StatedEnrolment>,
  student: KnownStudent | null,
  enrolment: KnownEnrolment | null,
) {
  if (seen === null) return true;
  const [ofStudent, ofStage] = seen.split(" ");
  const isStudentWanted = student && fingerprint(wantedStudent(content, student)) === fingerprint(student);
  const isStageWanted = fingerprint(stageOf(content)) === fingerprint(stageOf(enrolment));
  return (
    (fingerprint(student) === ofStudent || isStudentWanted) &&
    (fingerprint(stageOf(enrolment)) === ofStage || isStageWanted)
  );
}

function stageOf(one: KnownEnrolment | null) {
  return one && [one.componentCode, one.componentName, one.stageName, one.enrolledOn, one.state];
}
