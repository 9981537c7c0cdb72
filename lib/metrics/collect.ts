import "server-only";
import { whatIsDown } from "@/lib/readiness";
import type { Services } from "@/lib/services";
import { idleMinutes } from "@/lib/session/rules";
import type { Metric } from "./exposition";
import {
  countAbandonedMails,
  countJournalLines,
  countOpenPanels,
  countSessions,
  findBacklog,
  findOldestLine,
} from "./queries";

const anHour = 3_600_000;
const aDay = 24 * anHour;

/** Returns the service's own figures, mostly from the database: those are the same whichever process is asked. */
export async function collect(
  services: Pick<Services, "db" | "clock" | "directory" | "institution">,
): Promise<Metric[]> {
  const { db, clock, institution } = services;
  const now = clock.now();
  const seenAfter = new Date(now.getTime() - idleMinutes * 60_000);
  const erasedBefore = new Date(now.getTime() - institution.retention.traceDays * aDay);
  const [down, journal, oldestLine, backlog, abandoned, sessions, panels] = await Promise.all([
    whatIsDown(services),
    countJournalLines(db, new Date(now.getTime() - anHour)),
    findOldestLine(db),
    findBacklog(db),
    countAbandonedMails(db),
    countSessions(db, seenAfter),
    countOpenPanels(db, now),
  ]);
  return [
    gauge("trousseau_directory_up", "1 when the directory answers, else 0.", down.includes("directory") ? 0 : 1),
    {
      name: "trousseau_journal_lines_last_hour",
      help: "Lines that the journal had in the last hour, by kind and outcome.",
      type: "gauge",
      samples: journal.map(({ kind, outcome, lines }) => ({ labels: { kind, outcome }, value: lines })),
    },
    gauge(
      "trousseau_journal_overdue_seconds",
      "For how long the oldest line of the journal should have been erased.",
      secondsSince(oldestLine, erasedBefore),
    ),
    gauge("trousseau_outbox_waiting", "Mails that have not left yet.", backlog.waiting),
    gauge(
      "trousseau_outbox_oldest_seconds",
      "Age of the oldest mail that has not left yet.",
      secondsSince(backlog.since, now),
    ),
    gauge("trousseau_outbox_abandoned", "Mails that were given up.", abandoned),
    gauge("trousseau_sessions_live", "Signed-in browsers, seen less than half an hour ago.", sessions.live),
    gauge("trousseau_sessions_frozen", "Those of them that a student's panel froze.", sessions.frozen),
    gauge("trousseau_desk_panels_open", "Students choosing a password at a desk right now.", panels),
    ...ofThisProcess(),
  ];
}

/** Returns the seconds from `since` to `until`; 0 when there is none, or when `since` is later. */
function secondsSince(since: Date | null, until: Date): number {
  return since ? Math.max(0, (until.getTime() - since.getTime()) / 1_000) : 0;
}

function ofThisProcess(): Metric[] {
  const labels = { pid: String(process.pid) };
  const { user, system } = process.cpuUsage();
  const started = Math.round(Date.now() / 1_000 - process.uptime());
  return [
    {
      name: "process_cpu_seconds_total",
      help: "Processor time of the process that answers.",
      type: "counter",
      samples: [{ labels, value: (user + system) / 1_000_000 }],
    },
    gauge("process_resident_memory_bytes", "Its memory.", process.memoryUsage.rss(), labels),
    gauge("process_start_time_seconds", "Its start, in Unix time.", started, labels),
  ];
}

function gauge(name: string, help: string, value: number, labels?: Record<string, string>): Metric {
  return { name, help, type: "gauge", samples: [{ labels, value }] };
}
