import { describe, expect, test } from "vitest";
import { contains, networkOf, parseNetworks, parseRanges } from "@/lib/network/ranges";

describe("parseNetworks", () => {
  const networks = parseNetworks("filaire=10.1.0.0/16, vpn= 10.9.0.0/16,vpn=2001:db8:9::/48,poste=192.0.2.7");

  test.each([
    ["10.1.0.0", "filaire"],
    ["10.1.255.255", "filaire"],
    ["10.2.0.0", null],
    ["10.9.4.4", "vpn"],
    ["2001:db8:9:ffff::1", "vpn"],
    ["2001:db8:a::1", null],
    ["192.0.2.7", "poste"],
    ["192.0.2.8", null],
  ])("places %s in %s", (address, name) => {
    expect(networkOf(networks, address)).toBe(name);
  });

  test("gives the first of two networks that overlap", () => {
    expect(networkOf(parseNetworks("vpn=10.1.9.0/24,filaire=10.1.0.0/16"), "10.1.9.1")).toBe("vpn");
  });

  test("has no network when nothing is named", () => {
    expect(networkOf(parseNetworks(""), "127.0.0.1")).toBeNull();
  });

  test("does not let a range of all IPv6 hold an IPv4 address", () => {
    expect(networkOf(parseNetworks("vpn=::/0"), "10.1.2.3")).toBeNull();
  });

  test.each([
    "10.1.0.0/16",
    "=10.1.0.0/16",
    "vpn=",
    "vpn=10.1.0.0/33",
    "vpn=10.1.0.0/",
    "vpn=10.1.0.0/-1",
    "vpn=10.1.0.0/16/8",
    "vpn=2001:db8::/129",
    "vpn=fe80::%eth0/64",
    "vpn=::ffff:10.0.0.0/8",
    "vpn=example.org",
    "vpn=10.1.0.0/16;filaire=10.2.0.0/16",
  ])("refuses %j, and names it", (text) => {
    expect(() => parseNetworks(text)).toThrow(RangeError);
    expect(() => parseNetworks(`filaire=10.1.0.0/16,${text}`)).toThrow(text.replace(/^[^=]*=(?=.)/, ""));
  });
});

describe("parseRanges", () => {
  test("reads an IPv4-mapped range as the IPv4 one", () => {
    expect(contains(parseRanges("::ffff:10.1.0.0/112"), "10.1.2.3")).toBe(true);
  });

  test("holds nobody when empty", () => {
    expect(contains(parseRanges(" , "), "127.0.0.1")).toBe(false);
  });
});
