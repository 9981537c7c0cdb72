"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const milliseconds = 1_500;

/**
 * Asks the page anew while something is under way; without scripts, the browser does. `address`, where the page may have been left for a
 * place in it (`#lignes`): a browser that is to ask for the same place again does not ask at all.
 */
export function KeepLooking({ address }: { address?: string }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), milliseconds);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content={address ? `2; url=${address}` : "2"} />
    </noscript>
  );
}
