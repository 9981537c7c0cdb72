"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const milliseconds = 1_500;

/**
 * Reloads the page regularly while something is in progress; without scripts, the browser does. Give `address` when the
 * page may be open at a fragment (`#lignes`): refreshing the same address and fragment loads nothing.
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
