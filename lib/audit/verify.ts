import "server-only";
import { sql } from "drizzle-orm";
import { auditEntries } from "@/db/schema";
import type { Services } from "@/lib/services";

/** What makes the journal's word worth less, with how many lines it is about and the first of them. */
type JournalFault =
  /** A trigger that refuses changes is missing or switched off: nobody can tell what happened since. */
  | { kind: "unguarded"; trigger: string }
  /** A change of the directory began, and the service should have said what became of it by now. */
  | { kind: "never-ended"; count: number; first: number }
  /** A line says how a change ended that never began. */
  | { kind: "never-begun"; count: number; first: number }
  /** Lines that are older than the one before them, by more than the clocks of several machines may differ; but where the demonstration's own clock went back. */
  | { kind: "out-of-order"; count: number; first: number };

export interface JournalReport {
  lines: number;
  /** Null when there is none yet. */
  oldest: Date | null;
  newest: Date | null;
  faults: JournalFault[];
}

const guards = ["audit_entries_no_update_or_delete", "audit_entries_no_truncate"];

/** The service closes what was left open within a minute; twice that leaves it time. In minutes. */
const patience = 2;
/** In minutes. */
const clockSkew = 5;

/**
 * Reads the whole journal as one instant shows it, and says what does not hold. It proves that the database still refuses changes, and
 * that each change has a beginning and an end; not that its owner never switched the guards off and on again.
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
