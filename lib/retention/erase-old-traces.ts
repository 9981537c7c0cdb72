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
 * Erases what is older than the institution keeps traces: lines of the journal, desk resets, sessions, mails that were
 * sent, changes that were announced and reported. What is in progress stays, however old. Also erases the gates of
 * sign-ins, which are useless after a day. It may be repeated, and run by several instances at once. Once `signal` is
 * aborted, the piece in progress is the last one, and the next call erases the rest.
 */
export async function eraseOldTraces(
  services: Pick<Services, "db" | "clock" | "institution">,
  signal?: AbortSignal,
): Promise<void> {
  const { db, clock, institution } = services;
  const before = new Date(clock.now().getTime() - institution.retention.traceDays * aDay);
  await deleteGatesBefore(db, new Date(clock.now().getTime() - aDay));
  await deleteMailsBefore(db, before, signal);
  await deleteResetsBefore(db, before, signal);
  await deleteSessionsBefore(db, before, signal);
  await deleteReportsBefore(db, before, signal);
  await eraseOldLines(services, before, signal);
}
