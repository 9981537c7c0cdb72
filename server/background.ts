import { watchInterrupted } from "@/lib/audit/watch-interrupted";
import { startOutboxWorker } from "@/lib/mail/outbox";
import type { Services } from "@/lib/services";
import { forgetOldCounters } from "@/lib/throttle/forget";

const forgetEvery = 600_000;

/** What goes on beside the requests, once for all web workers: mails leave, old counters go, and what was interrupted is told. */
export function startBackground(services: Services): { stop(): Promise<void> } {
  const outbox = startOutboxWorker(services);
  const interrupted = watchInterrupted(services);
  const forgetting = setInterval(() => {
    forgetOldCounters(services).catch((error) => console.warn("throttle: old counters stay for now", error));
  }, forgetEvery);
  return {
    async stop() {
      clearInterval(forgetting);
      await Promise.all([outbox.stop(), interrupted.stop()]);
    },
  };
}
