import type { IncomingHttpHeaders } from "node:http";
import type { Env } from "@/lib/env";
import { isForwarding } from "@/lib/network/client-address";
import { isOwnOrigin } from "@/lib/network/origin";

/** Removes every header that only we, or Next itself, may set. */
export function stripForgedHeaders(headers: IncomingHttpHeaders): void {
  for (const name of Object.keys(headers)) {
    if (isForwarding(name) || /^x-(trousseau|middleware|invoke|matched)-/.test(name)) delete headers[name];
  }
}

/**
 * Sets the origin that the service is browsed under: `PUBLIC_URL`, whatever the client claims, or in the demo also a
 * loopback name on our port. next-auth and Next's check of a server action's origin read it here.
 */
export function setOwnOrigin(headers: IncomingHttpHeaders, { publicUrl, isDemo, port }: Env): void {
  const browsed = `http://${headers.host}`;
  const isOwn = isOwnOrigin({ origin: browsed, secFetchSite: null, publicUrl, isDemo, port });
  const { host, protocol } = new URL(isOwn ? browsed : publicUrl);
  headers.host = host;
  headers["x-forwarded-host"] = host;
  headers["x-forwarded-proto"] = protocol.slice(0, -1);
}
