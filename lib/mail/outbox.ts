import "server-only";
import { inFull } from "@/lib/errors";
import type { Services } from "@/lib/services";
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

  const queue = tellingOnce();
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const { sent, serverAway } = await deliverDueMails(services, stopping.signal);
        if (serverAway) queue.isStuck(`the mail server is unavailable: ${serverAway}`);
        else if (sent > 0) queue.moves();
      } catch (error) {
        queue.isStuck(inFull(error));
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

/** Logs that mails are waiting, once for each reason rather than once a second, and that they are sent again. */
function tellingOnce() {
  let told: string | null = null;
  return {
    isStuck(why: string) {
      if (why !== told) console.warn(`outbox: mails are waiting (${why})`);
      told = why;
    },
    moves() {
      if (told) console.warn("outbox: mails leave again");
      told = null;
    },
  };
}
