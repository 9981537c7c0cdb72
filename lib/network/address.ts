import { isIPv4, isIPv6, SocketAddress } from "node:net";

/**
 * Returns the one spelling of an IP address: IPv4-mapped IPv6 becomes IPv4, IPv6 is compressed (RFC 5952), its zone is
 * dropped. Null when the text is not an address: a host name, an octal spelling, a port.
 */
export function normaliseAddress(text: string): string | null {
  if (isIPv4(text)) return text;
  if (!isIPv6(text)) return null;
  const { address } = new SocketAddress({ address: text, family: "ipv6" });
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1] ?? address;
}
