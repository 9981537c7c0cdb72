import "server-only";
import { eraseOldLines } from "@/lib/audit/erase-old-lines";
import type { Services } from "@/lib/services";
import { deleteMailsBefore, deleteReportsBefore, deleteResetsBefore, deleteSessionsBefore } from "./queries";

/**
 * Erases what is older than the institution keeps traces for: lines of the journal, resets at a desk, sessions, mails that left, changes
 * that were told and reported. What is under way stays, however old. Can be done again, and by several instances at once.
 */
export async function eraseOldTraces(services: Pick<Services, "db" | "clock" | "institution">): Promise<void> {
  const { db, clock, institution } = services;
  const before = new Date(clock.now().getTime() - institution.retention.traceDays * 24 * 3_600_000);
  await deleteMailsBefore(db, before);
  await deleteResetsBefore(db, before);
  await deleteSessionsBefore(db, before);
  await deleteReportsBefore(db, before);
  await eraseOldLines(services, before);
}
