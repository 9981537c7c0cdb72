import "server-only";
import { sql } from "drizzle-orm";
import { auditEntries } from "@/db/schema";
import type { Services } from "@/lib/services";

/** What makes the journal less trustworthy, with the number of lines concerned and the first of them. */
type JournalFault =
  /** A trigger that refuses changes is missing or disabled: nobody can tell what happened since. */
  | { kind: "unguarded"; trigger: string }
  /** A directory change began, and the service should have recorded its end by now. */
  | { kind: "never-ended"; count: number; first: number }
  /** A line records the end of a directory change that never began. */
  | { kind: "never-begun"; count: number; first: number }
  /**
   * Lines that are older than the one before by more than the clocks of several machines may differ, except where the
   * demonstration's own clock went back.
   */
  | { kind: "out-of-order"; count: number; first: number };

export interface JournalReport {
  lines: number;
  /** Null when there is no line yet. */
  oldest: Date | null;
  newest: Date | null;
  faults: JournalFault[];
}

const guards = ["audit_entries_no_update_or_delete", "audit_entries_no_truncate"];

/** The service closes an unfinished operation within a minute; this is twice that. In minutes. */
const patience = 2;
/** In minutes. */
const clockSkew = 5;

/**
 * Reads the whole journal in one snapshot, and returns its faults. It proves that the database refuses changes, and
 * that each directory change has a beginning and an end; not that its owner never disabled the triggers and enabled
 * them again.
 */
export async function verifyJournal({ db, clock }: Pick<Services, "db" | "clock">): Promise<JournalReport> {
  return db.transaction(
    async (tx) => {
      const { rows: triggers } = await tx.execute<{ tgname: string; tgenabled: string }>(sql`
        select tgname, tgenabled from pg_trigger where tgrelid = 'audit_entries'::regclass and not tgisinternal`);
      const unguarded = guards.filter(
        (guard) => !triggers.some(({ tgname, tgenabled }) => tgname === guard && tgenabled === "A"),
      );
      const { rows } = await tx.execute<{ lines: number; oldest: string | null; newest: string | null }>(sql`
        select count(*)::float8 as lines, min(at)::text as oldest, max(at)::text as newest from ${auditEntries}`);
      const whole = rows[0];
      const before = new Date(clock.now().getTime() - patience * 60_000).toISOString();
      return {
        lines: whole?.lines ?? 0,
        oldest: whole?.oldest ? new Date(whole.oldest) : null,
        newest: whole?.newest ? new Date(whole.newest) : null,
        faults: [
          ...unguarded.map((trigger) => ({ kind: "unguarded" as const, trigger })),
          ...(await counted(
            "never-ended",
            sql`
            select id from ${auditEntries} line where outcome = 'begun' and at < ${before} and not exists (
              select from ${auditEntries} other where other.operation_id = line.operation_id and other.outcome <> 'begun')`,
          )),
          ...(await counted(
            "never-begun",
            sql`
            select id from ${auditEntries} line where operation_id is not null and outcome <> 'begun' and not exists (
              select from ${auditEntries} other where other.operation_id = line.operation_id and other.outcome = 'begun')`,
          )),
          ...(await counted(
            "out-of-order",
            sql`
            select id from (select id, at, kind, lag(at) over (order by id) as former from ${auditEntries}) line
            where at < former - ${`${clockSkew} minutes`}::interval and kind <> 'demo.clock'`,
          )),
        ],
      };

      async function counted<Kind extends string>(kind: Kind, lines: ReturnType<typeof sql>) {
        const { rows } = await tx.execute<{ count: number; first: number }>(
          sql`select count(*)::float8 as count, min(id)::float8 as first from (${lines}) wrong`,
        );
        const { count = 0, first = 0 } = rows[0] ?? {};
        return count > 0 ? [{ kind, count, first }] : [];
      }
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}
