import { lookup } from "node:dns/promises";
import { codeOf, patience, within } from "../attempt";
import { type Finding, fault, ok } from "../finding";

/** Checks that the host name that people type exists. Returns its addresses. */
export async function checkHost(publicUrl: string): Promise<{ finding: Finding; addresses: string[] }> {
  const host = new URL(publicUrl).hostname.replace(/^\[|\]$/g, "");
  try {
    const found = await within(patience, lookup(host, { all: true }));
    const addresses = found.map(({ address }) => address);
    return { finding: ok("entrance.host.ok", { host, addresses: addresses.join(", ") }), addresses };
  } catch (error) {
    return { finding: fault("entrance.host.unknown", { host, code: codeOf(error) }), addresses: [] };
  }
}
