import "server-only";
import type { Services } from "@/lib/services";
import { deliverDueMails } from "./deliver";

const pollEvery = 1_000;

/**
 * Sends what is queued, within a second or so, until stopped. Never throws: while the database or the mail server is away the mails
 * wait. `stop` resolves once the mail under way has left or failed.
 */
export function startOutboxWorker(services: Pick<Services, "db" | "clock" | "env">): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let wake: (() => void) | undefined;
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollEvery);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run(): Promise<void> {
    let isInTrouble = false;
    while (!stopping.signal.aborted) {
      try {
        await deliverDueMails(services, stopping.signal);
        isInTrouble = false;
      } catch (error) {
        // Said once for each outage, not once a second.
        if (!isInTrouble)
          console.warn(`outbox: mails are waiting (${error instanceof Error ? error.name : "unknown"})`);
        isInTrouble = true;
      }
      if (!stopping.signal.aborted) await pause();
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      wake?.();
      await running;
    },
  };
}
