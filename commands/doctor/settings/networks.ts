import { isIPv4 } from "node:net";
import { contains, type Network, parseNetworks, parseRanges, type Ranges } from "@/lib/network/ranges";
import { type Finding, fault, ok, warning } from "../finding";

/** A shorter prefix means a range of more addresses than any university has. */
const shortestPrefix = { ipv4: 8, ipv6: 16 };

/** For proxies, a range of more machines than anybody has as proxies. */
const shortestProxyPrefix = { ipv4: 24, ipv6: 64 };

/** Checks `INTERNAL_NETWORKS`: the desk can be used only from there. */
export function checkInternalNetworks(text: string, isDemo: boolean): Finding[] {
  const networks = parseNetworks(text);
  if (networks.length === 0) return [fault("settings.networks.none")];
  const ranges = networks.flatMap((network) => rangesIn(network.ranges));
  const tooWide = ranges.filter((range) => isWiderThan(range, shortestPrefix));
  const here = ranges.filter(isLoopback);
  return [
    ...tooWide.map(({ text: range }) => fault("settings.networks.tooWide", { range })),
    ...(here.length > 0 && !isDemo ? [warning("settings.networks.loopback")] : []),
    ...(tooWide.length === 0 ? [ok("settings.networks.ok", { names: namesOf(networks), count: ranges.length })] : []),
  ];
}

/** Checks `TRUSTED_PROXIES`: machines in it may say on whose behalf they speak. */
export function checkTrustedProxies(text: string, internal: string | undefined): Finding[] {
  const proxies = parseRanges(text);
  const ranges = rangesIn(proxies);
  if (ranges.length === 0) return [ok("settings.proxies.none")];
  const findings = ranges.filter((range) => !isLoopback(range)).flatMap(whyNotAProxy);
  const networks = parseNetworks(internal ?? "");
  const swallowed = networks.filter(({ ranges: own }) =>
    rangesIn(own).some((range) => !isLoopback(range) && isInside(range, proxies)),
  );
  return [
    ...findings,
    ...swallowed.map(({ name }) => fault("settings.proxies.swallows", { name })),
    ...(findings.length + swallowed.length === 0 ? [ok("settings.proxies.ok", { count: ranges.length })] : []),
  ];
}

function whyNotAProxy(range: Range): Finding[] {
  if (isWiderThan(range, shortestPrefix)) return [fault("settings.proxies.tooWide", { range: range.text })];
  if (isWiderThan(range, shortestProxyPrefix)) return [warning("settings.proxies.wide", { range: range.text })];
  return [];
}

interface Range {
  /** `10.1.0.0/16`. */
  text: string;
  address: string;
  prefix: number;
}

/** Node writes a list's rules like `Subnet: IPv4 10.1.0.0/16`. */
function rangesIn({ ipv4, ipv6 }: Ranges): Range[] {
  return [...ipv4.rules, ...ipv6.rules].map((rule) => {
    const text = rule.replace(/^.* /, "");
    const [address = "", prefix] = text.split("/");
    return { text, address, prefix: Number(prefix) };
  });
}

/** True when one of those ranges contains this whole one. */
function isInside(range: Range, ranges: Ranges): boolean {
  return rangesIn(ranges).some(
    ({ text, prefix }) => prefix <= range.prefix && contains(parseRanges(text), range.address),
  );
}

function isWiderThan({ address, prefix }: Range, shortest: { ipv4: number; ipv6: number }): boolean {
  return prefix < (isIPv4(address) ? shortest.ipv4 : shortest.ipv6);
}

function isLoopback({ address, prefix }: Range): boolean {
  return (address.startsWith("127.") && prefix >= 8) || (address === "::1" && prefix === 128);
}

function namesOf(networks: readonly Network[]): string {
  return [...new Set(networks.map(({ name }) => name))].join(", ");
}
