import { closingInterrupted } from "@/lib/audit/closing-interrupted";
import { noteCharterDelays } from "@/lib/charter-grace/note-charter-delays";
import { tellCharterDelays } from "@/lib/charter-grace/tell-charter-delays";
import { endExpired } from "@/lib/desk-reset/end-expired";
import { answerRequests } from "@/lib/forgotten-password/answer-requests";
import { forgetLinks } from "@/lib/forgotten-password/forget-links";
import { startOutboxWorker } from "@/lib/mail/outbox";
import { forgetImports } from "@/lib/register-import/forget-imports";
import { lookAtClosings } from "@/lib/retention/closed-accounts/look-at-closings";
import { noteClosings } from "@/lib/retention/closed-accounts/note-closings";
import { eraseOldTraces } from "@/lib/retention/erase-old-traces";
import type { Services } from "@/lib/services";
import { forgetOldCounters } from "@/lib/throttle/forget";
import { startImports } from "./imports";
import { programOf } from "./programs";
import { regularly } from "./regularly";

const second = 1_000;
const minute = 60 * second;
const anHour = 60 * minute;
const aDay = 24 * anHour;

/**
 * Starts the work that runs beside the requests, once for all web workers. An operation that a crash interrupted is
 * recorded in the journal within two minutes, or once the service runs again.
 */
export function startBackground(services: Services): { stop(): Promise<void> } {
  const works = [
    startOutboxWorker(services),
    regularly("forgotten passwords, links asked for", second, () => answerRequests(services)),
    regularly("forgotten passwords, old links", 10 * minute, () => forgetLinks(services)),
    regularly("throttle, old counters", 10 * minute, () => forgetOldCounters(services)),
    startImports(services, programOf("import-process")),
    regularly("imports, not applied", 10 * minute, () => forgetImports(services)),
    regularly("charter, not accepted in time", 10 * minute, () => noteCharterDelays(services)),
    regularly("charter, the directory to be told", 15 * second, () => tellCharterDelays(services)),
    regularly("desk resets, time over", minute, () => endExpired(services)),
    regularly("traces, past their time", aDay, (signal) => eraseOldTraces(services, signal)),
    regularly("closed accounts, noted", anHour, () => noteClosings(services)),
    regularly("closed accounts, looked at", 10 * minute, () => lookAtClosings(services)),
    regularly("journal, interrupted operations", minute, reportingInterrupted(services)),
  ];
  return {
    async stop() {
      await Promise.all(works.map((work) => work.stop()));
    },
  };
}

function reportingInterrupted(services: Services): (signal: AbortSignal) => Promise<void> {
  const close = closingInterrupted(services);
  return async (signal) => {
    const count = await close(signal);
    if (count > 0) console.warn(`journal: ${count} operation(s) began and never ended; see its lines "interrupted"`);
  };
}
