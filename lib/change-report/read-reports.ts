import "server-only";
import { isUuid } from "@/lib/forms/uuid";
import type { Services } from "@/lib/services";
import { findBlockedStudent, type Report, selectLastReportedAt, selectReports } from "./queries";

/** How long a report that a desk has settled stays visible. Days. */
const shownDays = 30;

/** Returns the changes that students reported: those that wait for a card first, then those of the last 30 days. */
export function readReports({ db, clock }: Pick<Services, "db" | "clock">): Promise<Report[]> {
  return selectReports(db, new Date(clock.now().getTime() - shownDays * 86_400_000));
}

/** Returns when the last change was reported, however long ago; null when no report is kept. */
export function lastReportedAt({ db }: Pick<Services, "db">): Promise<Date | null> {
  return selectLastReportedAt(db);
}

/** Returns the student of this block until it is lifted, else null. `id` may be anything that a form held. */
export async function blockedStudent({ db }: Pick<Services, "db">, id: string) {
  return isUuid(id) ? findBlockedStudent(db, id) : null;
}
