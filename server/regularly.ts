import { inFull } from "@/lib/errors";

/**
 * Does some work now and then again, so many milliseconds apart, one at a time, until stopped. What it throws is said in the log, and
 * the next time comes all the same: a database that is away must end nothing. `stop` resolves once the work under way is over.
 */
export function regularly(what: string, every: number, work: () => Promise<unknown>): { stop(): Promise<void> } {
  let underWay: Promise<void> | null = null;
  const attempt = () => {
    // What takes longer than that has its next turn when it is over.
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
