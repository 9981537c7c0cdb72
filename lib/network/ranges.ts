import { BlockList, isIPv4 } from "node:net";
import { normaliseAddress } from "./address";

/** Address ranges, the two families apart: in one `BlockList`, the range `::/0` would contain every IPv4 address. */
export interface Ranges {
  ipv4: BlockList;
  ipv6: BlockList;
}

/** A named range of addresses, such as `vpn`. One name may have several. */
export interface Network {
  name: string;
  ranges: Ranges;
}

/**
 * Reads CIDR ranges separated by commas, IPv4 and IPv6: `10.1.0.0/16,2001:db8::/32,192.0.2.7`. A lone address is a
 * range of one. Throws a `RangeError` that names the part that is not a range.
 */
export function parseRanges(text: string): Ranges {
  return rangesOf(partsOf(text));
}

/**
 * Reads named CIDR ranges in order: `filaire=10.1.0.0/16,vpn=2001:db8:9::/48`. Throws a `RangeError` that names the
 * wrong part.
 */
export function parseNetworks(text: string): Network[] {
  return partsOf(text).map((part) => {
    const [, name, range] = /^([\p{L}\p{N}_-]+)=(.+)$/u.exec(part) ?? [];
    if (!name || !range) throw new RangeError(`"${part}" is not a named range, such as vpn=10.9.0.0/16`);
    return { name, ranges: rangesOf([range.trim()]) };
  });
}

/** True when the address, in its normalised spelling, is in one of the ranges. */
export function contains(ranges: Ranges, address: string): boolean {
  const family = isIPv4(address) ? "ipv4" : "ipv6";
  return ranges[family].check(address, family);
}

/** Returns the name of the first network that contains the address, or null. */
export function networkOf(networks: readonly Network[], address: string): string | null {
  return networks.find(({ ranges }) => contains(ranges, address))?.name ?? null;
}

function partsOf(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

function rangesOf(parts: readonly string[]): Ranges {
  const ranges = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const part of parts) {
    const { address, prefix, family } = readRange(part);
    ranges[family].addSubnet(address, prefix, family);
  }
  return ranges;
}

function readRange(text: string) {
  const [, base = "", length] = /^([^/%]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = normaliseAddress(base);
  if (!address) throw new RangeError(`"${text}" is not a CIDR range, such as 10.1.0.0/16`);
  const family = isIPv4(address) ? ("ipv4" as const) : ("ipv6" as const);
  const bits = family === "ipv4" ? 32 : 128;
  // `::ffff:10.1.0.0/112` is 10.1.0.0/16.
  const unmapped = family === "ipv4" && !isIPv4(base) ? 96 : 0;
  const prefix = length === undefined ? bits : Number(length) - unmapped;
  if (prefix < 0 || prefix > bits) throw new RangeError(`"${text}": its prefix length is out of range`);
  return { address, prefix, family };
}
