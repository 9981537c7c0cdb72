import { inFull } from "@/lib/errors";

/**
 * Does some work now, then every so many milliseconds, one turn at a time, until stopped. A turn that fails does not stop the next ones. The
 * log says why, once for each reason rather than at each turn, and that the work is done again. `stop` resolves once the turn under way is over.
 */
export function regularly(what: string, every: number, work: () => Promise<unknown>): { stop(): Promise<void> } {
  let underWay: Promise<void> | null = null;
  let trouble: string | null = null;
  const tell = (why: string | null) => {
    if (why !== trouble) console.warn(why ? `${what}: not done (${why})` : `${what}: done again`);
    trouble = why;
  };
  const attempt = () => {
    // What takes longer than that has its next turn when it is over.
    underWay ??= work()
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
      await underWay;
    },
  };
}
