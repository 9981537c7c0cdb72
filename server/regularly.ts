import { inFull } from "@/lib/errors";
import { tellingTrouble } from "@/lib/trouble";

/**
 * Runs `work` immediately, then every `every` milliseconds, one run at a time, until stopped. A run that fails does not
 * stop the next ones; it is logged once for each reason rather than each time, and so is the first success after it.
 * `stop` aborts the signal of the run in progress, and resolves once it is over.
 */
export function regularly(
  what: string,
  every: number,
  work: (signal: AbortSignal) => Promise<unknown>,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let underWay: Promise<void> | null = null;
  const tell = tellingTrouble(what);
  const attempt = () => {
    // A run that takes longer than `every` delays the next one until it is over.
    underWay ??= work(stopping.signal)
      .then(() => tell(null))
      .catch((error) => tell(inFull(error)))
      .then(() => {
        underWay = null;
      });
  };
  attempt();
  const timer = setInterval(attempt, every);
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await underWay;
    },
  };
}
