import { type Finding, fault, ok, type Sentence, warning } from "./finding";

/** Seconds. Beyond the first, two lines of the journal may stand in the wrong order; beyond the second, time limits mean nothing. */
const noticed = 2;
const wrong = 60;

/** Milliseconds by which another clock is ahead of ours, the journey taken off; and by how much that may be mistaken. */
export interface Skew {
  ahead: number;
  precision: number;
}

/** `ask` answers what the other clock says; `grain` is its finest step, in milliseconds. */
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
  // What the journey may explain is no skew.
  const seconds = Math.max(0, Math.abs(ahead) - precision) / 1_000;
  const values = { ...where, seconds: Math.round(seconds) };
  if (seconds > wrong) return fault(sentences.wrong, values);
  if (seconds > noticed) return warning(sentences.off, values);
  return ok(sentences.ok, values);
}
