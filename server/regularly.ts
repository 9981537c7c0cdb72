import { inFull } from "@/lib/errors";

/**
 * Runs `work` immediately, then every `every` milliseconds, one run at a time, until stopped. An error is logged and
 * the next run still comes: an unavailable database must end nothing. `stop` resolves once the run in progress is over.
 */
export function regularly(what: string, every: number, work: () => Promise<unknown>): { stop(): Promise<void> } {
  let underWay: Promise<void> | null = null;
  const attempt = () => {
    // A run that takes longer than `every` delays the next one until it is over.
    underWay ??= work()
      .catch((error) => console.warn(`${what}: not done this time (${inFull(error)})`))
      .then(() => {
        underWay = null;
      });
  };
  attempt();
  const timer = setInterval(attempt, every);
  return {
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
