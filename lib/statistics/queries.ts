import "server-only";
import { and, eq, gte, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { activations, provisionalCredentials as credentials, deskResets, outgoingMails, students } from "@/db/schema";
import type { Period } from "./period";

const count = sql<number>`count(*)::int`;

/** Accounts and sheets are counted for students only: staff are too few for figures about them to be anonymous. */
const isStudent = eq(students.population, "student");

function isWithin(instant: PgColumn, { from, until }: Period) {
  return and(gte(instant, from), lt(instant, until));
}

/** Counts accounts opened per day (`YYYY-MM-DD`, in the period's time zone), without empty days. */
export async function countActivationsByDay(db: Database, period: Period) {
  const day = sql<string>`to_char(${students.activatedAt} at time zone ${period.timeZone}::text, 'YYYY-MM-DD')`;
  return db
    .select({ day: day.as("day"), count })
    .from(students)
    .where(and(isStudent, isWithin(students.activatedAt, period)))
    .groupBy(sql`1`);
}

/** Counts accounts opened by weekday (1 is Monday) and hour (0 to 23), without empty hours. */
export async function countActivationsByHour(db: Database, period: Period) {
  const local = sql`${students.activatedAt} at time zone ${period.timeZone}::text`;
  return db
    .select({
      weekday: sql<number>`extract(isodow from ${local})::int`.as("weekday"),
      hour: sql<number>`extract(hour from ${local})::int`.as("hour"),
      count,
    })
    .from(students)
    .where(and(isStudent, isWithin(students.activatedAt, period)))
    .groupBy(sql`1`, sql`2`);
}

/** Counts how far the students with a sheet printed in the period have come to this day. */
export async function countFunnel(db: Database, period: Period) {
  const cohort = db
    .selectDistinct({ studentId: credentials.studentId })
    .from(credentials)
    .where(isWithin(credentials.issuedAt, period))
    .as("cohort");
  const reached = (done: ReturnType<typeof sql>) =>
    sql<number>`count(*) filter (where ${students.activatedAt} is not null or exists (
      select from ${activations} where ${activations.studentId} = ${students.id} and ${done}))::int`;
  const [row] = await db
    .select({
      printed: count,
      typed: reached(sql`true`),
      "recovery-email": reached(sql`${activations.recoveryAddressId} is not null`),
      charter: reached(sql`${activations.charterAcceptanceId} is not null`),
      done: sql<number>`count(${students.activatedAt})::int`,
    })
    .from(cohort)
    .innerJoin(students, and(eq(students.id, cohort.studentId), isStudent));
  return row ?? { printed: 0, typed: 0, "recovery-email": 0, charter: 0, done: 0 };
}

/** Counts enrolled students with and without an account, by component, as of now. */
export async function countByComponent(db: Database) {
  return db
    .select({
      code: students.componentCode,
      name: sql<string>`max(${students.componentName})`,
      active: sql<number>`count(${students.activatedAt})::int`,
      toActivate: sql<number>`count(*) filter (where ${students.activatedAt} is null)::int`,
    })
    .from(students)
    .where(and(isStudent, isNull(students.withdrawnAt)))
    .groupBy(students.componentCode)
    .orderBy(sql`folded_name(max(${students.componentName}))`, students.componentCode);
}

/** Counts the period's printed sheets by outcome. A reprinted sheet is `revoked`; the new one counts separately. */
export async function countSheets(db: Database, period: Period, now: Date) {
  const inForce = and(isNull(credentials.spentAt), isNull(credentials.revokedAt));
  const [row] = await db
    .select({
      used: sql<number>`count(${credentials.spentAt})::int`,
      waiting: sql<number>`count(*) filter (where ${inForce} and ${credentials.expiresAt} > ${now.toISOString()})::int`,
      expired: sql<number>`count(*) filter (where ${inForce} and ${credentials.expiresAt} <= ${now.toISOString()})::int`,
      revoked: sql<number>`count(${credentials.revokedAt})::int`,
    })
    .from(credentials)
    .innerJoin(students, and(eq(students.id, credentials.studentId), isStudent))
    .where(isWithin(credentials.issuedAt, period));
  return row ?? { used: 0, waiting: 0, expired: 0, revoked: 0 };
}

/** Counts the period's finished desk resets by network, never by who made them. */
export async function countResets(db: Database, period: Period) {
  return db
    .select({
      network: deskResets.network,
      completed: sql<number>`count(*) filter (where ${deskResets.state} = 'completed')::int`,
      stopped: sql<number>`count(*) filter (where ${deskResets.state} <> 'completed')::int`,
    })
    .from(deskResets)
    .where(and(isWithin(deskResets.openedAt, period), isNotNull(deskResets.endedAt)))
    .groupBy(deskResets.network)
    .orderBy(deskResets.network);
}

/** Counts the period's mails by kind: sent, waiting and given up. */
export async function countMails(db: Database, period: Period) {
  return db
    .select({
      kind: outgoingMails.kind,
      sent: sql<number>`count(${outgoingMails.sentAt})::int`,
      waiting: sql<number>`count(*) filter (where ${outgoingMails.sentAt} is null and ${outgoingMails.abandonedAt} is null)::int`,
      failed: sql<number>`count(${outgoingMails.abandonedAt})::int`,
    })
    .from(outgoingMails)
    .where(isWithin(outgoingMails.createdAt, period))
    .groupBy(outgoingMails.kind)
    .orderBy(outgoingMails.kind);
}
