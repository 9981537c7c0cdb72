import "server-only";
import type { Database } from "@/db/client";
import { rulesOf } from "@/lib/population";
import type { Services } from "@/lib/services";
import { lockStudents } from "@/lib/student-lock/queries";
import type { Actor } from "../actor";
import type { StagedLine, Verdict } from "../lines/queries";
import { otherThan } from "../names";
import { onceEach } from "../once-each";
import { usedAmong } from "../register/queries";
import { revokeWithdrawn } from "../register/revoke-withdrawn";
import { identifierBase } from "./identifier";
import { itemOf, type Judged, judgeEnrolments, refused } from "./judge";
import { nameStudents } from "./name-students";
import { deriveStanding, insertStudents, updateStudents, writeEnrolments } from "./queries";
import type { Enrolment } from "./read-enrolment";
import { wantedStudent } from "./rules";
import { personOf } from "./stage-enrolment";

/** Writes lines to the register, in the caller's transaction. Returns the lines that are refused after all. */
export async function applyEnrolments(
  tx: Database,
  services: Services,
  lines: readonly StagedLine<Enrolment>[],
  actor: Actor,
): Promise<Verdict[]> {
  const now = services.clock.now();
  const judged = onceEach(
    await judgeEnrolments(tx, lines),
    ({ line: { content }, student }) => `${student?.id ?? personOf(content)} ${itemOf(content)}`,
  );
  const wanted = judged.filter(({ verdict }) => verdict.outcome === "create" || verdict.outcome === "change");
  const added = await addStudents(tx, services, wanted);
  const known = new Map(
    wanted.flatMap(({ line, student }) => (student ? [[student.id, wantedStudent(line.content, student)]] : [])),
  );
  await lockStudents(tx, [...known.keys()]);
  await updateStudents(tx, [...known.values()]);
  const rows = wanted.flatMap(({ line: { content }, student }) => {
    const studentId = student?.id ?? added.get(personOf(content));
    return studentId === undefined ? [] : [{ ...content, studentId }];
  });
  await writeEnrolments(tx, rows);
  const touched = [...new Set(rows.map(({ studentId }) => studentId))];
  await deriveStanding(tx, touched, now);
  await revokeWithdrawn(tx, touched, { now, reason: "enrolment-cancelled", actor });
  const unnamed = wanted.filter(({ line, student }) => !student && !added.has(personOf(line.content)));
  return [
    ...judged.flatMap(({ verdict }) => (verdict.outcome === "refuse" ? [verdict] : [])),
    ...unnamed.map(({ line }) => refused(line, "no-identifier")),
  ];
}

/**
 * Adds the people who are not in the register, once each, except those for whom no identifier is left. Returns the ids
 * of those added, by person.
 */
async function addStudents(
  tx: Database,
  { institution, directory }: Services,
  wanted: readonly Judged[],
): Promise<Map<string, string>> {
  const people = new Map<string, Enrolment>();
  for (const { line, student } of wanted) {
    if (!student && !people.has(personOf(line.content))) people.set(personOf(line.content), line.content);
  }
  const unnamed = [...people].filter(([, { identifier }]) => identifier === null);
  const bases = unnamed.map(([, { givenName, familyName }]) => identifierBase(givenName, familyName) ?? "");
  const names = await nameStudents(bases, rulesOf(institution, "student"), async (identifiers) => {
    const used = await usedAmong(tx, identifiers);
    const free = identifiers.filter((identifier) => !used.has(identifier));
    return new Set([...used, ...(await directory.identifiersInUse(free))]);
  });
  const given = new Map(unnamed.map(([person], index) => [person, names[index]]));
  const named = [...people].flatMap(([person, content]) => {
    const identifier = content.identifier ?? given.get(person);
    if (!identifier) return [];
    const birthName = otherThan(content.familyName, content.birthName);
    return [{ person, content: { ...content, birthName, identifier, mail: content.mail ?? identifier } }];
  });
  if (named.length === 0) return new Map();
  const ids = await insertStudents(
    tx,
    named.map(({ content }) => content),
  );
  return new Map(named.map(({ person, content }) => [person, ids.get(content.identifier) ?? ""]));
}
