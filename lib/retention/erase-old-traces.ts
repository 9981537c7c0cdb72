import "server-only";
import { eraseOldLines } from "@/lib/audit/erase-old-lines";
import type { Services } from "@/lib/services";
import {
  deleteGatesBefore,
  deleteMailsBefore,
  deleteReportsBefore,
  deleteResetsBefore,
  deleteSessionsBefore,
} from "./queries";

const aDay = 24 * 3_600_000;

/**
 * Erases what is older than the institution keeps traces for: lines of the journal, resets at a desk, sessions, mails that left, changes
 * that were told and reported. What is under way stays, however old. And the gates of sign-ins, of which nothing is worth a day.
 * Can be done again, and by several instances at once.
 */
export async function eraseOldTraces(services: Pick<Services, "db" | "clock" | "institution">): Promise<void> {
  const { db, clock, institution } = services;
  const before = new Date(clock.now().getTime() - institution.retention.traceDays * aDay);
  await deleteMailsBefore(db, before);
  await deleteResetsBefore(db, before);
  await deleteSessionsBefore(db, before);
  await deleteReportsBefore(db, before);
  await deleteGatesBefore(db, new Date(clock.now().getTime() - aDay));
  await eraseOldLines(services, before);
}
