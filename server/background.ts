import { startOutboxWorker } from "@/lib/mail/outbox";
import type { Services } from "@/lib/services";

/** What goes on beside the requests, once for all web workers: mails leave, and what was interrupted is told. */
export function startBackground(services: Services): { stop(): Promise<void> } {
  const outbox = startOutboxWorker(services);
  return { stop: outbox.stop };
}
