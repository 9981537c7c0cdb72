import type { IncomingHttpHeaders } from "node:http";
import { normaliseAddress } from "./address";
import type { Caller } from "./caller";
import { contains, type Network, networkOf, type Ranges } from "./ranges";

export interface Connection {
  /** The other end of the socket, from Node. */
  socketAddress: string | undefined;
  /** As received, before anything is stripped. Several lines of one name are joined by commas, as Node does. */
  headers: IncomingHttpHeaders;
  trustedProxies: Ranges;
  internalNetworks: readonly Network[];
}

export interface ClientAddress extends Omit<Caller, "requestId"> {
  /** Why the true address is unknown, for the log and `doctor`; null when all is well. */
  note: string | null;
}

/**
 * Returns who calls: the other end of the socket or, when that is a trusted proxy, the right-most hop of
 * `X-Forwarded-For` that is not one. Whatever is uncertain counts as outside: a forwarding header from anyone but a
 * trusted proxy, a trusted proxy that sends none, a hop that is not an address, a chain of proxies only. `Forwarded`
 * (RFC 7239) is never trusted: a proxy that writes one of the two headers lets the client's other one through.
 */
export function whoCalls({ socketAddress, headers, trustedProxies, internalNetworks }: Connection): ClientAddress {
  const peer = normaliseAddress(socketAddress ?? "");
  if (!peer) return outside("unknown", "the socket has no address");
  const forwarding = Object.keys(headers).find(isForwarding);
  if (!contains(trustedProxies, peer)) {
    if (forwarding) return outside(peer, `${peer} is not a trusted proxy, and sent ${forwarding}`);
    return known(peer, internalNetworks);
  }
  const hops = [headers["x-forwarded-for"] ?? []].flat().flatMap((line) => line.split(","));
  if (hops.every((hop) => !hop.trim())) return outside(peer, `the trusted proxy ${peer} sent no x-forwarded-for`);
  for (const hop of hops.reverse()) {
    const address = addressOfHop(hop.trim());
    if (!address) return outside(peer, `the trusted proxy ${peer} forwarded something that is no address`);
    if (!contains(trustedProxies, address)) return known(address, internalNetworks);
  }
  return outside(peer, `the trusted proxy ${peer} forwarded only trusted proxies`);
}

/** True for a header by which a proxy says for whom it speaks. The front server strips them all. */
export function isForwarding(headerName: string): boolean {
  return forwardingHeaders.test(headerName);
}

/** The standard headers (RFC 7239; RFC 9110, 7.6.3), the usual one, and those that well-known proxies use instead. */
const forwardingHeaders = new RegExp(
  `^(${[
    "forwarded",
    "via",
    "x-forwarded(-.*)?",
    "x-original-forwarded-for",
    "x-real-ip",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-originating-ip",
    "x-envoy-external-address",
    "x-azure-clientip",
    "true-client-ip",
    "cf-connecting-ip(v6)?",
    "fastly-client-ip",
    "fly-client-ip",
  ].join("|")})$`,
  "i",
);

/** A hop is an address, perhaps with a port: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`. */
function addressOfHop(hop: string): string | null {
  const [, bracketed, bare] = /^(?:\[([^\]]+)\](?::\d{1,5})?|(\d+\.\d+\.\d+\.\d+):\d{1,5})$/.exec(hop) ?? [];
  return normaliseAddress(bracketed ?? bare ?? hop);
}

function known(address: string, networks: readonly Network[]): ClientAddress {
  const network = networkOf(networks, address);
  return { address, network, isInternal: network !== null, note: null };
}

function outside(address: string, note: string): ClientAddress {
  return { address, network: null, isInternal: false, note };
}
