import { describe, expect, test } from "vitest";
import { normaliseAddress } from "@/lib/network/address";

describe("normaliseAddress", () => {
  test.each([
    ["10.1.2.3", "10.1.2.3"],
    ["::ffff:10.1.2.3", "10.1.2.3"],
    ["::FFFF:0a01:0203", "10.1.2.3"],
    ["0:0:0:0:0:ffff:10.1.2.3", "10.1.2.3"],
    ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::1"],
    ["::1", "::1"],
    // An IPv4 address inside another kind of IPv6 address is not that IPv4 host.
    ["64:ff9b::10.1.2.3", "64:ff9b::a01:203"],
  ])("spells %s as %s", (text, spelling) => {
    expect(normaliseAddress(text)).toBe(spelling);
  });

  test.each([
    "",
    " 10.1.2.3",
    "10.1.2.3 ",
    "10.1.2",
    "010.1.2.3",
    "0x0a.1.2.3",
    "167838211",
    "10.1.2.3:80",
    "10.1.2.3%eth0",
    "[::1]",
    "1::2::3",
    "localhost",
    "unknown",
    "10.1.2.3\0",
    "*)(uid=*",
  ])("takes %j for no address", (text) => {
    expect(normaliseAddress(text)).toBeNull();
  });
});
