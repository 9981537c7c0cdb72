import "server-only";
import { inFull } from "@/lib/errors";
import type { Services } from "@/lib/services";
import { tellingTrouble } from "@/lib/trouble";
import { deliverDueMails } from "./deliver";

const pollEvery = 1_000;

/**
 * Sends the queued mails, within about a second, until stopped. Never throws: while the database or the mail server is
 * unavailable, the mails wait. `stop` resolves once the current mail has been sent or has failed.
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

  const tellDatabase = tellingTrouble("outbox, mails to read");
  const tellServer = tellingTrouble("outbox, mails to send");
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const { sent, serverAway } = await deliverDueMails(services, stopping.signal);
        tellDatabase(null);
        // A pass with nothing to send shows nothing about the mail server.
        if (serverAway) tellServer(`the mail server is unavailable: ${serverAway}`);
        else if (sent > 0) tellServer(null);
      } catch (error) {
        tellDatabase(inFull(error));
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
