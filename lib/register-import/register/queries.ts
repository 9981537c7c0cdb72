import "server-only";
import { inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  activations,
  cards,
  provisionalCredentials as credentials,
  enrolments,
  students,
  usedIdentifiers,
} from "@/db/schema";

/** One parameter however many the values, so that the statement stays the same. */
export const anyOf = (values: readonly string[], type = sql`text[]`) => sql`any(${sql.param(values)}::${type})`;

/** Returns the values that are not null, each once. */
export const texts = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))];

/**
 * Tells PostgreSQL how large the register has become. A connection keeps the plans that it made while the register was
 * small: it would read all of it for each batch, where an index leads to the people of one. Only the columns by which
 * people are found are analysed: statistics on names, folded for each row, would cost a quarter of the import.
 */
export async function analyseRegister(db: Database): Promise<void> {
  await db.execute(sql`analyze ${students} (id, population, student_number, ine, identifier), ${enrolments} (student_id),
    ${usedIdentifiers}, ${cards} (number, student_id)`);
}

/** Returns which of these identifiers somebody has, or had. */
export async function usedAmong(db: Database, identifiers: readonly (string | null)[]): Promise<Set<string>> {
  const rows = await db
    .select()
    .from(usedIdentifiers)
    .where(sql`${usedIdentifiers.identifier} = ${anyOf(texts(identifiers))}`);
  return new Set(rows.map(({ identifier }) => identifier));
}

/**
 * Revokes the sheets of those of these people who have withdrawn, and ends the first connections that they began. A
 * password on its way to the directory is let through. Returns the identifiers of the people whose sheets were revoked.
 */
export async function endFirstConnections(tx: Database, studentIds: readonly string[], now: Date): Promise<string[]> {
  const instant = sql`${now.toISOString()}::timestamptz`;
  const withdrawn = sql`(select id from ${students} where id = ${anyOf(studentIds, sql`uuid[]`)} and withdrawn_at is not null)`;
  const { rows } = await tx.execute<{ student_id: string }>(sql`
    update ${credentials} set revoked_at = ${instant}
    where student_id in ${withdrawn} and spent_at is null and revoked_at is null returning student_id`);
  await tx.execute(sql`
    update ${activations} set ended_at = ${instant}
    where student_id in ${withdrawn} and completed_at is null and ended_at is null
      and (claimed_until is null or claimed_until <= ${instant})`);
  if (rows.length === 0) return [];
  const revoked = await tx
    .select({ identifier: students.identifier })
    .from(students)
    .where(
      inArray(
        students.id,
        rows.map(({ student_id }) => student_id),
      ),
    );
  return revoked.map(({ identifier }) => identifier);
}
