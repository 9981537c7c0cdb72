import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { students } from "@/db/schema";
import { anyOf, texts } from "../register/queries";
import type { Staff } from "./read-staff";
import type { KnownStaff } from "./rules";

/** The register row of a member of staff. */
export type StaffRow = KnownStaff & { id: string };

/** Returns the members of staff with these numbers and logins, each once; never a student. */
export async function findStaff(
  db: Database,
  lines: readonly Pick<Staff, "staffNumber" | "identifier">[],
): Promise<StaffRow[]> {
  const { id, identifier, studentNumber, mail, givenName, familyName, birthName, birthDate, birthPlace } = students;
  const { status, componentCode, componentName, stages, enrolledOn, withdrawnAt } = students;
  const named = (column: AnyPgColumn, values: readonly string[]) =>
    db
      .select({
        id,
        staffNumber: studentNumber,
        identifier,
        mail,
        givenName,
        familyName,
        birthName,
        birthDate,
        birthPlace,
        status,
        componentCode,
        componentName,
        enrolledOn,
        posts: stages,
        isGone: sql<boolean>`${withdrawnAt} is not null`,
      })
      .from(students)
      .where(and(eq(students.population, "staff"), sql`${column} = ${anyOf(texts(values))}`));
  // One after the other: `or` between columns would read the whole table.
  const byNumber = await named(
    studentNumber,
    lines.map((line) => line.staffNumber),
  );
  const byIdentifier = await named(
    identifier,
    lines.map((line) => line.identifier),
  );
  return [...new Map([...byNumber, ...byIdentifier].map((row) => [row.id, row])).values()];
}

const columns = sql`id uuid, "staffNumber" text, identifier text, mail text, "givenName" text, "familyName" text,
  "birthName" text, "birthDate" date, "birthPlace" text, status text, "componentCode" text, "componentName" text,
  posts text[], "enrolledOn" date, "isGone" boolean`;

export async function insertStaff(tx: Database, rows: readonly KnownStaff[]): Promise<void> {
  await tx.execute(sql`
    insert into ${students} (population, student_number, identifier, mail, given_name, family_name, birth_name, birth_date,
      birth_place, status, component_code, component_name, stages, enrolled_on)
    select 'staff', "staffNumber", identifier, mail, "givenName", "familyName", "birthName", "birthDate",
      "birthPlace", status, "componentCode", "componentName", posts, "enrolledOn"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one(${columns})`);
}

/** Updates what is known about members of staff, except their login. */
export async function updateStaff(tx: Database, rows: readonly StaffRow[], now: Date): Promise<void> {
  await tx.execute(sql`
    update ${students} own set student_number = one."staffNumber", mail = one.mail, given_name = one."givenName",
      family_name = one."familyName", birth_name = one."birthName", birth_date = one."birthDate",
      birth_place = one."birthPlace", status = one.status, component_code = one."componentCode",
      component_name = one."componentName", stages = one.posts, enrolled_on = one."enrolledOn",
      withdrawn_at = case when one."isGone" then coalesce(own.withdrawn_at, ${now.toISOString()}::timestamptz) end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one(${columns})
    where own.id = one.id and own.population = 'staff'`);
}
