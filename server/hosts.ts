import { networkInterfaces } from "node:os";
import type { Env } from "@/lib/env";

/** Returns the addresses to listen on: `HOST`; else in the demo both loopbacks, for `localhost`; else all of them. */
export function hostsOf({ host, isDemo }: Pick<Env, "host" | "isDemo">): string[] {
  if (host) return [host];
  if (isDemo) return hasIpv6Loopback() ? ["127.0.0.1", "::1"] : ["127.0.0.1"];
  return hasIpv6Loopback() ? ["::"] : ["0.0.0.0"];
}

/**
 * Returns the origin at which this service reaches itself. After an action that redirects, Next fetches the next page
 * for the browser: directly from us, never from the host that the browser named, nor through a proxy that would take us
 * for the caller.
 */
export function selfOrigin({ host, port }: Pick<Env, "host" | "port">): string {
  const reached = !host || host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reached.includes(":") ? `[${reached}]` : reached}:${port}`;
}

function hasIpv6Loopback(): boolean {
  return Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === "::1"));
}
