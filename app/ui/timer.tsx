"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

interface TimerProps {
  endsAt: Date;
  /** The service's clock when it rendered the page: a browser's may be wrong. */
  now: Date;
  /** Of the whole allowance. */
  totalSeconds: number;
  labels: {
    /** Names the timer: « Temps restant ». */
    name: string;
    /** Before the figures: « Il vous reste ». */
    left: string;
    /** Instead of both, until scripts run: « Jusqu’à 14 h 25 ». */
    until: string;
    /** Announced once each, with two minutes, one minute and twenty seconds left. */
    twoMinutes: string;
    oneMinute: string;
    twentySeconds: string;
  };
}

/**
 * The time left, as figures and as a thread that unravels. Announced three times; at zero it reloads from the server.
 * Without scripts nothing moves: the page says until when.
 */
export function Timer({ endsAt, now, totalSeconds, labels }: TimerProps) {
  const atFirst = Math.max(0, Math.ceil((endsAt.getTime() - now.getTime()) / 1000));
  const [left, setLeft] = useState(atFirst);
  const [isMoving, setMoving] = useState(false);
  const router = useRouter();

  useEffect(() => {
    setMoving(true);
    const start = performance.now();
    const tick = setInterval(() => {
      const next = Math.max(0, Math.ceil(atFirst - (performance.now() - start) / 1000));
      setLeft(next);
      if (next > 0) return;
      clearInterval(tick);
      router.refresh();
    }, 250);
    return () => clearInterval(tick);
  }, [atFirst, router]);

  return (
    <div className="timer">
      <div role="timer" aria-label={labels.name}>
        {isMoving ? (
          <>
            {labels.left} <b>{inMinutes(left)}</b>
          </>
        ) : (
          <b>{labels.until}</b>
        )}
      </div>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <line className="gone" x1="0" x2="100" y1="2" y2="2" vectorEffect="non-scaling-stroke" />
        <line
          className="left"
          x1="0"
          x2={Math.min(100, (100 * left) / totalSeconds)}
          y1="2"
          y2="2"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <p className="vh" aria-live="polite">
        {spoken(left, labels)}
      </p>
    </div>
  );
}

/** Returns « 4 min 32 s », in both languages. */
function inMinutes(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes}\u00A0min\u00A0${seconds % 60}\u00A0s` : `${seconds}\u00A0s`;
}

function spoken(left: number, labels: TimerProps["labels"]): string {
  if (left <= 20) return labels.twentySeconds;
  if (left <= 60) return labels.oneMinute;
  return left <= 120 ? labels.twoMinutes : "";
}
