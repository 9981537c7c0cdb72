import type { IncomingHttpHeaders } from "node:http";
import { describe, expect, test } from "vitest";
import { whoCalls } from "@/lib/network/client-address";
import { parseNetworks, parseRanges } from "@/lib/network/ranges";

const networks = {
  trustedProxies: parseRanges("10.0.0.0/29,2001:db8:ff::/64"),
  internalNetworks: parseNetworks("filaire=10.1.0.0/16,vpn=10.9.0.0/16,vpn=2001:db8:9::/48"),
};
const ask = (socketAddress: string | undefined, headers: IncomingHttpHeaders = {}) =>
  whoCalls({ socketAddress, headers, ...networks });
const throughProxy = (forwarded: string | string[]) => ask("10.0.0.1", { "x-forwarded-for": forwarded });

describe("a caller without a proxy", () => {
  test("is named by the network of the socket", () => {
    expect(ask("10.1.2.3")).toEqual({ address: "10.1.2.3", network: "filaire", isInternal: true, note: null });
    expect(ask("::ffff:10.9.2.3")).toEqual({ address: "10.9.2.3", network: "vpn", isInternal: true, note: null });
  });

  test("is outside on any other address", () => {
    expect(ask("198.51.100.7")).toEqual({ address: "198.51.100.7", network: null, isInternal: false, note: null });
  });

  test("is outside when the socket tells nothing", () => {
    expect(ask(undefined)).toMatchObject({ address: "unknown", isInternal: false, note: expect.any(String) });
  });

  const alsoTold = [
    "x-client-ip",
    "x-cluster-client-ip",
    "true-client-ip",
    "via",
    "x-forwarded",
    "x-original-forwarded-for",
    "x-originating-ip",
    "x-envoy-external-address",
    "x-azure-clientip",
    "cf-connecting-ip",
    "cf-connecting-ipv6",
    "fastly-client-ip",
    "fly-client-ip",
  ];
  test.each(["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "forwarded", "x-real-ip", ...alsoTold])(
    "is outside as soon as it sends %s, whatever it says, and is noted",
    (name) => {
      expect(ask("10.1.2.3", { [name]: "10.1.2.4" })).toEqual({
        address: "10.1.2.3",
        network: null,
        isInternal: false,
        note: `10.1.2.3 is not a trusted proxy, and sent ${name}`,
      });
      expect(ask("198.51.100.7", { [name]: "10.1.2.3" })).toMatchObject({ address: "198.51.100.7", isInternal: false });
    },
  );
});

describe("a caller behind a trusted proxy", () => {
  test.each([
    ["10.1.2.3", "10.1.2.3", "filaire"],
    ["10.1.2.3:51234", "10.1.2.3", "filaire"],
    ["::ffff:10.1.2.3", "10.1.2.3", "filaire"],
    ["2001:db8:9::7", "2001:db8:9::7", "vpn"],
    ["[2001:db8:9::7]", "2001:db8:9::7", "vpn"],
    ["[2001:db8:9::7]:51234", "2001:db8:9::7", "vpn"],
    ["198.51.100.7", "198.51.100.7", null],
    // What the client itself wrote stands to the left of what the proxy saw.
    ["10.1.2.3, 198.51.100.7", "198.51.100.7", null],
    ["junk, 10.1.2.3", "10.1.2.3", "filaire"],
    // Proxies in a row are passed over, from the right.
    ["198.51.100.7,10.1.2.3 , 10.0.0.2,2001:db8:ff::2", "10.1.2.3", "filaire"],
  ])("with the chain %j is %s on %s", (chain, address, network) => {
    expect(throughProxy(chain)).toEqual({ address, network, isInternal: network !== null, note: null });
  });

  test("is read across several lines of the header", () => {
    expect(throughProxy(["10.1.2.3", "198.51.100.7"]).address).toBe("198.51.100.7");
  });

  test.each([
    "junk",
    "10.1.2.3, junk",
    "10.1.2.3, ",
    "10.1.2.3, 10.0.0.2, unknown",
    "10.1.2.3:port",
    "[10.1.2.3",
    "010.1.2.3",
    "localhost",
    '"10.1.2.3"',
    "for=10.1.2.3",
  ])("is outside when the hop that counts is no address: %j", (chain) => {
    expect(throughProxy(chain)).toMatchObject({ address: "10.0.0.1", network: null, isInternal: false });
    expect(throughProxy(chain).note).not.toBeNull();
  });

  test("is outside when the proxy tells for whom it speaks in no header, an empty one, or another one", () => {
    for (const headers of [
      {},
      { "x-forwarded-for": "" },
      { "x-forwarded-for": " , " },
      { forwarded: "for=10.1.2.3" },
    ]) {
      expect(ask("10.0.0.1", headers)).toMatchObject({ isInternal: false, note: expect.stringContaining("sent no") });
    }
  });

  test("is outside when the chain holds nothing but proxies", () => {
    expect(throughProxy("10.0.0.2")).toMatchObject({
      isInternal: false,
      note: expect.stringContaining("only trusted"),
    });
  });

  test("is not believed on another header that the client may have added", () => {
    expect(
      ask("10.0.0.1", { "x-forwarded-for": "198.51.100.7", forwarded: "for=10.1.2.3", "x-real-ip": "10.1.2.3" }),
    ).toMatchObject({ address: "198.51.100.7", isInternal: false });
  });
});
