import { BlockList, isIPv4 } from "node:net";
import { normaliseAddress } from "./address";

/** A named range of addresses, such as `vpn`. One name may have several. */
export interface Network {
  name: string;
  ranges: BlockList;
}

/**
 * Reads CIDR ranges separated by commas, IPv4 and IPv6: `10.1.0.0/16,2001:db8::/32,192.0.2.7`. An address alone is a range of
 * one. Throws a `RangeError` that names the part that is no range.
 */
export function parseRanges(text: string): BlockList {
  const ranges = new BlockList();
  for (const part of partsOf(text)) addRange(ranges, part);
  return ranges;
}

/** Reads named CIDR ranges, `filaire=10.1.0.0/16,vpn=2001:db8:9::/48`, in their order. Throws a `RangeError` that names the wrong part. */
export function parseNetworks(text: string): Network[] {
  return partsOf(text).map((part) => {
    const [, name, range] = /^([\p{L}\p{N}_-]+)=(.+)$/u.exec(part) ?? [];
    if (!name || !range) throw new RangeError(`"${part}" is not a named range, such as vpn=10.9.0.0/16`);
    const ranges = new BlockList();
    addRange(ranges, range.trim());
    return { name, ranges };
  });
}

/** True when the address, in its normalised spelling, is in one of the ranges. */
export function contains(ranges: BlockList, address: string): boolean {
  return ranges.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}

/** Name of the first network that holds the address, or null. */
export function networkOf(networks: readonly Network[], address: string): string | null {
  return networks.find(({ ranges }) => contains(ranges, address))?.name ?? null;
}

function partsOf(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

function addRange(ranges: BlockList, text: string): void {
  const [, base = "", length] = /^([^/%]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = normaliseAddress(base);
  if (!address) throw new RangeError(`"${text}" is not a CIDR range, such as 10.1.0.0/16`);
  const isMapped = isIPv4(address) && !isIPv4(base);
  const bits = isIPv4(address) ? 32 : 128;
  const prefix = length === undefined ? bits : Number(length) - (isMapped ? 96 : 0);
  if (prefix < 0 || prefix > bits) throw new RangeError(`"${text}": its prefix length is out of range`);
  ranges.addSubnet(address, prefix, bits === 32 ? "ipv4" : "ipv6");
}
