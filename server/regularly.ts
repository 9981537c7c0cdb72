import { inFull, unavailability } from "@/lib/errors";
import { tellingTrouble } from "@/lib/trouble";

/**
 * Runs `work` immediately, then every `every` milliseconds, one run at a time, until stopped. A run that fails does not
 * stop the next ones; it is logged once for each reason rather than each time, and so is the first success after it.
 * `stop` aborts the signal of the run in progress, and resolves once it is over. A run that returns false had nothing to
 * ask the directory: it does not show that one which was unavailable is back.
 */
export function regularly(
  what: string,
  every: number,
  work: (signal: AbortSignal) => Promise<unknown>,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let underWay: Promise<void> | null = null;
  const tell = tellingTrouble(what);
  let isDirectoryAway = false;
  const attempt = () => {
    // A run that takes longer than `every` delays the next one until it is over.
    underWay ??= work(stopping.signal)
      .then((hasAsked) => {
        if (isDirectoryAway && hasAsked === false) return;
        isDirectoryAway = false;
        tell(null);
      })
      .catch((error) => {
        isDirectoryAway = unavailability(error)?.dependency === "directory";
        tell(inFull(error));
      })
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
