export interface OriginClaim {
  /** The `Origin` header, null when absent. */
  origin: string | null;
  /** The `Sec-Fetch-Site` header, null when absent. */
  secFetchSite: string | null;
  publicUrl: string;
  isDemo: boolean;
  /** The port on which the service listens. */
  port: number;
}

/**
 * True when a request that changes something comes from our own pages, or not from a browser. An `Origin`, when sent,
 * must be that of `publicUrl` (in the demo also a loopback name on our port), and never `null`. Without it, only
 * `Sec-Fetch-Site` can tell.
 */
export function isOwnOrigin({ origin, secFetchSite, publicUrl, isDemo, port }: OriginClaim): boolean {
  if (origin === null) return secFetchSite === null || secFetchSite === "same-origin" || secFetchSite === "none";
  if (origin === new URL(publicUrl).origin) return true;
  return isDemo && isLoopback(origin, port);
}

function isLoopback(origin: string, port: number): boolean {
  const [, name, given = "80"] = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?::(\d+))?$/.exec(origin) ?? [];
  return name !== undefined && Number(given) === port;
}
