import "server-only";
import { sql } from "drizzle-orm";
import { auditEntries } from "@/db/schema";
import type { Services } from "@/lib/services";

/**
 * Records as interrupted each operation that began from `since` on and before `olderThan`, and never ended: the service
 * stopped between two lines, or the directory did not answer a change, and nobody knows whether it made it. Each gets
 * one line, with its actor and subject, and only one however many instances run this, because of the unique index on
 * endings. Returns how many.
 */
export async function closeInterrupted(
  { db, clock }: Pick<Services, "db" | "clock">,
  olderThan: Date,
  since = new Date(0),
): Promise<number> {
  const closed = await db.execute(sql`
    insert into ${auditEntries}
      (at, kind, outcome, reason, operation_id, actor, actor_roles, subject, address, network, request_id, details)
    select ${clock.now().toISOString()}, kind, 'interrupted', 'never-ended',
      operation_id, actor, actor_roles, subject, address, network, request_id, details
    from ${auditEntries} begun
    where outcome = 'begun' and at >= ${since.toISOString()} and at < ${olderThan.toISOString()} and not exists (
      select 1 from ${auditEntries} ending where ending.operation_id = begun.operation_id and ending.outcome <> 'begun'
    )
    on conflict do nothing`);
  return closed.rowCount ?? 0;
}
