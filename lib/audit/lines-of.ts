import "server-only";
import { and, desc, eq, gte, inArray, isNotNull, isNull, lt, or, type SQL } from "drizzle-orm";
import type { Database } from "@/db/client";
import { auditEntries } from "@/db/schema";
import { addDays, startOfDay } from "@/lib/calendar";
import type { Institution } from "@/lib/institution";
import { type JournalFilter, outside } from "./filter";

export type JournalLine = typeof auditEntries.$inferSelect;

/** Returns the condition that a line matches this filter. `names`: those that `namesOf` returns for its person. */
export function isAsked(
  filter: JournalFilter,
  names: readonly string[] | null,
  { timeZone }: Institution,
): SQL | undefined {
  const { kind, outcome, from, until, network } = filter;
  return and(
    names ? isAbout(names) : undefined,
    kind ? eq(auditEntries.kind, kind) : undefined,
    outcome ? eq(auditEntries.outcome, outcome) : undefined,
    from ? gte(auditEntries.at, startOfDay(from, timeZone)) : undefined,
    until ? lt(auditEntries.at, startOfDay(addDays(until, 1), timeZone)) : undefined,
    network === outside
      ? and(isNull(auditEntries.network), isNotNull(auditEntries.address))
      : network
        ? eq(auditEntries.network, network)
        : undefined,
  );
}

/** Returns the condition that one of these names acted, or is the subject. */
function isAbout(names: readonly string[]): SQL | undefined {
  return or(inArray(auditEntries.actor, [...names]), inArray(auditEntries.subject, [...names]));
}

/**
 * Returns every name that a person has in the journal: the one typed, the whole identifier when the domain was left
 * out, and the directory's `uid` with which that identifier last signed in.
 */
export async function namesOf(db: Database, person: string, { domains }: Institution): Promise<string[]> {
  const names = person.includes("@") ? [person] : [person, `${person}@${domains.student}`];
  const [signIn] = await db
    .select({ uid: auditEntries.actor })
    .from(auditEntries)
    .where(
      and(
        inArray(auditEntries.subject, names),
        eq(auditEntries.kind, "session.sign-in"),
        eq(auditEntries.outcome, "succeeded"),
        isNotNull(auditEntries.actor),
      ),
    )
    .orderBy(desc(auditEntries.at))
    .limit(1);
  return [...new Set([...names, ...(signIn?.uid ? [signIn.uid] : [])])];
}

/** Returns the name by which the journal knows this person; null when no line mentions them. */
export async function knownName(db: Database, names: readonly string[]): Promise<string | null> {
  const [line] = await db
    .select({ actor: auditEntries.actor, subject: auditEntries.subject })
    .from(auditEntries)
    .where(isAbout(names))
    .limit(1);
  return names.find((name) => name === line?.subject) ?? names.find((name) => name === line?.actor) ?? null;
}
