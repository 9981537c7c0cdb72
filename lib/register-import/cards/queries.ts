import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { cards } from "@/db/schema";
import type { Card } from "./read-card";

/** Returns the cards with these numbers, and the cards that these students have in force. */
export async function findCards(db: Database, numbers: readonly string[], studentIds: readonly string[]) {
  const byNumber = await db
    .select()
    .from(cards)
    .where(sql`${cards.number} = any(${sql.param(numbers)}::text[])`);
  const byHolder = await db
    .select()
    .from(cards)
    .where(sql`${cards.studentId} = any(${sql.param(studentIds)}::uuid[]) and ${cards.state} = 'in-force'`);
  return { byNumber, inForce: byHolder };
}

/** Writes cards. One that comes into force replaces the holder's previous one. */
export async function writeCards(tx: Database, rows: readonly (Card & { studentId: string })[]): Promise<void> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as one(number text, "studentId" uuid, "validUntil" date, state text)`;
  // In this order, because a student has one card in force at a time.
  await tx.execute(sql`
    update ${cards} own set state = 'replaced' from ${given}
    where one.state = 'in-force' and own.student_id = one."studentId" and own.state = 'in-force' and own.number <> one.number`);
  await tx.execute(sql`
    insert into ${cards} (number, student_id, valid_until, state)
    select number, "studentId", "validUntil", state from ${given}
    on conflict (number) do update set valid_until = excluded.valid_until, state = excluded.state`);
}
