import { type Finding, fault, ok, type Sentence, warning } from "./finding";

/**
 * Seconds. Beyond `noticed`, lines of the journal may be in the wrong order; beyond `wrong`, time limits mean nothing.
 */
const noticed = 2;
const wrong = 60;

/** Milliseconds by which another clock is ahead of ours, without the transit time; and the possible error. */
export interface Skew {
  ahead: number;
  precision: number;
}

/** Reads another clock. `ask` returns its time; `grain` is its smallest step, in milliseconds. */
export async function readOtherClock(ask: () => Promise<Date>, grain = 0): Promise<Skew> {
  const before = Date.now();
  const there = (await ask()).getTime();
  const after = Date.now();
  return { ahead: there + grain / 2 - (before + after) / 2, precision: (after - before + grain) / 2 };
}

export function clockFinding(
  { ahead, precision }: Skew,
  sentences: { ok: Sentence; off: Sentence; wrong: Sentence },
  where: Record<string, string> = {},
): Finding {
  // What the transit time may explain is no skew.
  const seconds = Math.max(0, Math.abs(ahead) - precision) / 1_000;
  const values = { ...where, seconds: Math.round(seconds) };
  if (seconds > wrong) return fault(sentences.wrong, values);
  if (seconds > noticed) return warning(sentences.off, values);
  return ok(sentences.ok, values);
}
