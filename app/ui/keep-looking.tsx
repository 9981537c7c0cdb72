"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const milliseconds = 1_500;

/** Asks the page anew while something is under way; without scripts, the browser does. */
export function KeepLooking() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), milliseconds);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content="2" />
    </noscript>
  );
}
