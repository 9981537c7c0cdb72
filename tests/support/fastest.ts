/** As often as it may take on a busy machine. */
const mostRounds = 15;

/**
 * The shortest time of each act, in milliseconds. They are made in turn, again while they differ by more than `ratio`, fifteen times at
 * most: others on this machine can only make an act longer, so that the shortest comes ever nearer to what the act itself costs.
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
