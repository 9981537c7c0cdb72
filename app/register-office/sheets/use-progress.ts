"use client";

import { useEffect, useState } from "react";

export interface Progress {
  state: "under-way" | "delivered" | "cut-short";
  done: number;
  total: number;
  /** In words, in the reader's language. */
  says: string;
}

const everyMilliseconds = 1_000;

/** How far a printing is, asked again each second until it ends; null before the first answer, or without an address. */
export function useProgress(address: string | null): Progress | null {
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(() => {
    if (!address) return;
    const left = new AbortController();
    let next: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const answer = await fetch(address, { signal: left.signal }).catch(() => null);
      // Not there yet, or not answering: the download itself goes on, and will be there the next time.
      const now: Progress | null = answer?.ok ? await answer.json().catch(() => null) : null;
      // Led elsewhere: whoever asks is at another page's door by now, and each knock there is written down.
      if (left.signal.aborted || answer?.redirected) return;
      if (now) setProgress(now);
      if (!now || now.state === "under-way") next = setTimeout(ask, everyMilliseconds);
    };
    next = setTimeout(ask, everyMilliseconds / 2);
    return () => {
      left.abort();
      clearTimeout(next);
    };
  }, [address]);
  return progress;
}
