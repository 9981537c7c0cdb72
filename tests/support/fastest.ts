/** The most rounds that a busy machine may need. */
const mostRounds = 15;

/**
 * Returns the shortest time of each act, in milliseconds. Runs them in turn, at most fifteen times, for as long as they
 * differ by `ratio` or more: other work on this machine can only lengthen an act, so that the shortest time approaches
 * its true cost.
 */
export async function fastestOf(acts: ((round: number) => Promise<unknown>)[], ratio: number): Promise<number[]> {
  const fastest = acts.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < mostRounds; round++) {
    for (const [place, act] of acts.entries()) {
      const start = performance.now();
      await act(round);
      fastest[place] = Math.min(fastest[place] as number, performance.now() - start);
    }
    if (Math.max(...fastest) < ratio * Math.min(...fastest) && round >= 2) break;
  }
  return fastest;
}
