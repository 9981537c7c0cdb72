import "server-only";
import { sql } from "drizzle-orm";
import { auditEntries } from "@/db/schema";
import type { Services } from "@/lib/services";

/**
 * Closes in the journal what began from `since` on, before `olderThan`, and never ended: the service stopped between two lines, or the directory did not
 * answer a change that it was sent, and nobody knows whether it had changed. Each gets one line `interrupted`, that names whom and what it
 * was about, and only one however many instances ask at once: the index on endings keeps them apart. Answers how many were closed.
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
