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

/** Returns how far a printing is, asking each second until it ends; null before an answer, or without an address. */
export function useProgress(address: string | null): Progress | null {
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(() => {
    if (!address) return;
    const left = new AbortController();
    let next: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const answer = await fetch(address, { signal: left.signal }).catch(() => null);
      // Not recorded yet, or no answer: the download goes on, so ask again.
      const now: Progress | null = answer?.ok ? await answer.json().catch(() => null) : null;
      // Redirected: the person may no longer read this address, and each new request may be recorded as a refusal.
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
