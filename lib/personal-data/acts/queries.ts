import "server-only";
import { and, asc, eq, inArray, isNull, ne, not, notInArray, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  accountBlocks,
  auditEntries,
  charterDrafts,
  deskResets,
  importRuns,
  reportLinks,
  sessions,
  sheetRuns,
  students,
} from "@/db/schema";
import type { Person } from "../find-person";
import { isTheirSession } from "../queries";

/**
 * What this person did that the journal records and that was not about themselves; neither its subject nor any fact
 * about that subject. Leaves out what was done by whoever had the same `uid` before: while they were signed in, or
 * about them. `address`: null when nobody can tell, because no session of either was open.
 */
export async function selectActs(db: Database, person: Person) {
  const { uids, identifiers } = person;
  const { id: number, at, kind, outcome, reason, actor, actorRoles: roles, subject, network } = auditEntries;
  const { isSurelyTheirs, isAnothers } = holders(db, person, { uid: sql`${actor}`, at: sql`${at}` });
  const isOfOthers = or(
    isNull(subject),
    and(notInArray(subject, identifiers), or(isSurelyTheirs, notInArray(subject, formerHolders(db, person)))),
  );
  const address = sql<string | null>`case when ${isSurelyTheirs} then ${auditEntries.address} end`;
  return db
    .select({ number, at, kind, outcome, reason, roles, address, network })
    .from(auditEntries)
    .where(and(inArray(actor, uids), isOfOthers, not(isAnothers)))
    .orderBy(asc(number));
}

/** Their work that keeps their name for as long as it exists, longer than the journal: what it was, and when. */
export async function selectSigned(db: Database, person: Person) {
  const { isAnothers } = holders(db, person, { uid: sql`work.who`, at: sql`work.at` });
  const { rows } = await db.execute<{ what: string; at: string }>(sql`
    select what, at from (
      select 'charter-draft' as what, updated_at as at, updated_by as who from ${charterDrafts}
      union all select 'import', started_at, started_by from ${importRuns}
      union all select 'sheets-printed', asked_at, actor from ${sheetRuns}
      union all select 'desk-reset', opened_at, staff_uid from ${deskResets}
      union all select 'change-told', changed_at, staff_login from ${reportLinks}
      union all select 'account-suspended', suspended_at, suspended_by from ${accountBlocks}
      union all select 'account-reopened', lifted_at, lifted_by from ${accountBlocks}
    ) work
    where who = any(${sql.param([...person.uids, ...person.identifiers])}::text[]) and not ${isAnothers}
    order by at`);
  return rows.map(({ what, at }) => ({ what, at: new Date(at) }));
}

/** Returns what tells this person from whoever had their `uid` before, for what `uid` did at that instant. */
function holders(db: Database, person: Person, { uid, at }: { uid: SQLWrapper; at: SQLWrapper }) {
  const { startedAt, endedAt, expiresAt } = sessions;
  const end = sql`coalesce(${endedAt}, ${expiresAt})`;
  /** All their sessions as one value, which PostgreSQL computes once: to look for one at each line takes too long. */
  const openUnder = (name: string, whose: SQL | undefined) =>
    db
      .select({ times: sql`range_agg(tstzrange(${startedAt}, ${end}, '[]'))` })
      .from(sessions)
      .where(and(eq(sessions.uid, name), sql`${startedAt} <= ${end}`, whose));
  const names = [...new Set([...person.uids, ...person.identifiers])];
  const wasOpen = (whose: SQL | undefined) =>
    sql`coalesce(${or(...names.map((name) => sql`(${uid} = ${name} and ${at} <@ (${openUnder(name, whose)}))`))}, false)`;
  /** This person was signed in then: it is theirs. */
  const isSurelyTheirs = sql`${wasOpen(isTheirSession(person))}`;
  const isAnothers = sql`(not ${isSurelyTheirs} and ${wasOpen(isAnothersSession(person))})`;
  return { isSurelyTheirs, isAnothers };
}

const isAnothersSession = (person: Person) => sql`(${isTheirSession(person)}) is not true`;

/** The identifiers of the others who had a `uid` of this person, as sessions and report links kept them. */
function formerHolders(db: Database, person: Person) {
  const { uids, studentId } = person;
  const isOfAnother = studentId ? ne(reportLinks.studentId, studentId) : undefined;
  return db
    .select({ name: sessions.login })
    .from(sessions)
    .where(and(inArray(sessions.uid, uids), isAnothersSession(person)))
    .union(
      db
        .select({ name: students.identifier })
        .from(reportLinks)
        .innerJoin(students, eq(students.id, reportLinks.studentId))
        .where(and(inArray(reportLinks.uid, uids), isOfAnother)),
    );
}
