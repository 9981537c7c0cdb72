export interface Measure {
  connections: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
}

/** Does `flow` again and again, `connections` at a time, for so many seconds. A flow that throws ends the measure. */
export async function measure(
  connections: number,
  seconds: number,
  flow: (worker: number) => Promise<void>,
): Promise<Measure> {
  const durations: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1_000;
  await Promise.all(
    Array.from({ length: connections }, async (_, worker) => {
      while (performance.now() < end) {
        const before = performance.now();
        await flow(worker);
        durations.push(performance.now() - before);
      }
    }),
  );
  const elapsed = (performance.now() - start) / 1_000;
  durations.sort((a, b) => a - b);
  const percentile = (share: number) =>
    durations[Math.min(durations.length - 1, Math.floor(durations.length * share))] ?? 0;
  return { connections, perSecond: durations.length / elapsed, p50: percentile(0.5), p95: percentile(0.95) };
}
