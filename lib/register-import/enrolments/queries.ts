import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { enrolments, students } from "@/db/schema";
import { anyOf, texts } from "../register/queries";
import type { Enrolment } from "./read-enrolment";
import type { KnownEnrolment, KnownStudent, StatedEnrolment } from "./rules";

/** Returns the students with these numbers, each once. Other populations, with their own numbers, are excluded. */
export async function findStudents(
  db: Database,
  lines: readonly Pick<Enrolment, "studentNumber" | "ine" | "identifier">[],
): Promise<KnownStudent[]> {
  const { id, identifier, studentNumber, ine, mail, givenName, familyName } = students;
  const { birthName, birthDate, birthPlace, status } = students;
  const known = { id, identifier, studentNumber, ine, mail, givenName, familyName, birthName, birthDate };
  const named = (column: AnyPgColumn, values: readonly (string | null)[]) =>
    db
      .select({ ...known, birthPlace, status })
      .from(students)
      .where(and(eq(students.population, "student"), sql`${column} = ${anyOf(texts(values))}`));
  // One after the other: `or` between columns would read the whole table.
  const byNumber = await named(
    studentNumber,
    lines.map((line) => line.studentNumber),
  );
  const byIne = await named(
    ine,
    lines.map((line) => line.ine),
  );
  const byIdentifier = await named(
    identifier,
    lines.map((line) => line.identifier),
  );
  const found = [...byNumber, ...byIne, ...byIdentifier];
  return [...new Map(found.map((student) => [student.id, student])).values()];
}

/** Returns what these students are, or were, enrolled in. */
export async function findEnrolments(
  db: Database,
  studentIds: readonly string[],
): Promise<(KnownEnrolment & { studentId: string; year: number; stageCode: string; stageVersion: string })[]> {
  return db
    .select()
    .from(enrolments)
    .where(sql`${enrolments.studentId} = ${anyOf(studentIds, sql`uuid[]`)}`);
}

/**
 * Adds students with the stage of their line, which `deriveStanding` rarely has to change. Returns their ids by
 * identifier.
 */
export async function insertStudents(
  tx: Database,
  lines: readonly (Enrolment & { identifier: string; mail: string })[],
): Promise<Map<string, string>> {
  const { rows } = await tx.execute<{ id: string; identifier: string }>(sql`
    insert into ${students} (identifier, mail, given_name, family_name, birth_name, student_number, ine, birth_date,
      birth_place, status, component_code, component_name, stages, enrolled_on)
    select identifier, mail, "givenName", "familyName", "birthName", "studentNumber", ine, "birthDate",
      "birthPlace", status, "componentCode", "componentName", array["stageName"], "enrolledOn"
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as one(identifier text, mail text, "givenName" text,
      "familyName" text, "birthName" text, "studentNumber" text, ine text, "birthDate" date, "birthPlace" text,
      status text, "componentCode" text, "componentName" text, "stageName" text, "enrolledOn" date)
    returning id, identifier`);
  return new Map(rows.map(({ id, identifier }) => [identifier, id]));
}

/** Updates what is known about students, except their identifier. */
export async function updateStudents(tx: Database, wanted: readonly KnownStudent[]): Promise<void> {
  await tx.execute(sql`
    update ${students} own set student_number = one."studentNumber", ine = one.ine, mail = one.mail,
      given_name = one."givenName", family_name = one."familyName", birth_name = one."birthName",
      birth_date = one."birthDate", birth_place = one."birthPlace", status = one.status
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as one(id uuid, "studentNumber" text, ine text, mail text,
      "givenName" text, "familyName" text, "birthName" text, "birthDate" date, "birthPlace" text, status text)
    where own.id = one.id`);
}

export async function writeEnrolments(
  tx: Database,
  rows: readonly (StatedEnrolment & { studentId: string })[],
): Promise<void> {
  await tx.execute(sql`
    insert into ${enrolments} (student_id, year, component_code, component_name, stage_code, stage_version, stage_name,
      enrolled_on, state)
    select "studentId", year, "componentCode", "componentName", "stageCode", "stageVersion", "stageName", "enrolledOn", state
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one("studentId" uuid, year int, "componentCode" text,
      "componentName" text, "stageCode" text, "stageVersion" text, "stageName" text, "enrolledOn" date, state text)
    on conflict (student_id, year, stage_code, stage_version) do update set component_code = excluded.component_code,
      component_name = excluded.component_name, stage_name = excluded.stage_name, enrolled_on = excluded.enrolled_on,
      state = excluded.state`);
}

/**
 * Copies to students' rows what they repeat of their enrolments in the latest year. A student with none of them in
 * force has withdrawn: the stages are emptied, and the rest stays. An unchanged row is not written.
 */
export async function deriveStanding(tx: Database, studentIds: readonly string[], now: Date): Promise<void> {
  await tx.execute(sql`
    with latest as (
      select student_id, max(year) as year from ${enrolments}
      where student_id = ${anyOf(studentIds, sql`uuid[]`)} group by student_id
    ), derived as (
      select student_id,
        array_agg(stage_name order by enrolled_on, stage_code) filter (where state = 'in-force') as stages,
        (array_agg(component_code order by enrolled_on, stage_code) filter (where state = 'in-force'))[1] as code,
        (array_agg(component_name order by enrolled_on, stage_code) filter (where state = 'in-force'))[1] as name,
        min(enrolled_on) filter (where state = 'in-force') as enrolled_on
      from ${enrolments} join latest using (student_id, year) group by student_id
    ), wanted as (
      select id, coalesce(derived.stages, '{}') as stages, coalesce(derived.code, own.component_code) as code,
        coalesce(derived.name, own.component_name) as name, coalesce(derived.enrolled_on, own.enrolled_on) as enrolled_on,
        case when derived.stages is null then coalesce(own.withdrawn_at, ${now.toISOString()}::timestamptz) end as withdrawn_at
      from derived join ${students} own on own.id = derived.student_id
    )
    update ${students} own set stages = wanted.stages, component_code = wanted.code, component_name = wanted.name,
      enrolled_on = wanted.enrolled_on, withdrawn_at = wanted.withdrawn_at
    from wanted where own.id = wanted.id
      and (own.stages, own.component_code, own.component_name, own.enrolled_on, own.withdrawn_at)
        is distinct from (wanted.stages, wanted.code, wanted.name, wanted.enrolled_on, wanted.withdrawn_at)`);
}
