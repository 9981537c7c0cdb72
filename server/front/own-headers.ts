import type { IncomingHttpHeaders } from "node:http";
import type { Env } from "@/lib/env";
import { isForwarding } from "@/lib/network/client-address";
import { isOwnOrigin } from "@/lib/network/origin";

/** Takes away every header that only we, or Next itself, may set. */
export function stripForgedHeaders(headers: IncomingHttpHeaders): void {
  for (const name of Object.keys(headers)) {
    if (isForwarding(name) || /^x-(trousseau|middleware|invoke|matched)-/.test(name)) delete headers[name];
  }
}

/**
 * Says under which origin we are browsed: `PUBLIC_URL`, whatever the client claims; in the demo also a loopback name on our port. Next's
 * own check of a server action's origin and next-auth both read it here.
 */
export function setOwnOrigin(headers: IncomingHttpHeaders, { publicUrl, isDemo, port }: Env): void {
  const browsed = `http://${headers.host}`;
  const isOwn = isOwnOrigin({ origin: browsed, secFetchSite: null, publicUrl, isDemo, port });
  const { host, protocol } = new URL(isOwn ? browsed : publicUrl);
  headers.host = host;
  headers["x-forwarded-host"] = host;
  headers["x-forwarded-proto"] = protocol.slice(0, -1);
}
