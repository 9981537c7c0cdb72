import { networkInterfaces } from "node:os";
import { z } from "zod";
import { contains, networkOf, parseNetworks, parseRanges } from "@/lib/network/ranges";
import type { PartialEnv } from "@/lib/read-settings";
import { codeOf, patience } from "../attempt";
import { type Finding, fault, ok, unchecked, warning } from "../finding";
import { isLoopbackAddress } from "../loopback";

/** The response of `GET /api/v1/network`. */
const answer = z.object({ address: z.string(), internal: z.boolean(), via: z.string().nullable() });

type Seen = z.infer<typeof answer>;
type Networks = Pick<PartialEnv, "internalNetworks" | "trustedProxies">;

/**
 * Checks the address at which the service at `PUBLIC_URL` sees this machine, which shows how proxies are configured.
 */
export async function checkAddressSeen(
  publicUrl: string,
  settings: Networks,
  addressesOfHost: readonly string[],
): Promise<Finding> {
  try {
    const response = await fetch(`${publicUrl}/api/v1/network`, {
      redirect: "manual",
      signal: AbortSignal.timeout(patience),
    });
    // A proxy is waiting for the service behind it.
    if (response.status >= 502 && response.status <= 504) {
      return unchecked("entrance.seen.notServing", { publicUrl, status: response.status });
    }
    const read = answer.safeParse(await response.json().catch(() => null));
    if (!read.success) return warning("entrance.seen.another", { publicUrl, status: response.status });
    return judge(read.data, settings, addressesOfHost);
  } catch (error) {
    return unchecked("entrance.seen.notThere", { publicUrl, code: codeOf(error) });
  }
}

/** Judges the address that the service saw. `addressesOfHost` are those of the name in `PUBLIC_URL`. */
function judge(seen: Seen, settings: Networks, addressesOfHost: readonly string[]): Finding {
  const { address } = seen;
  const values = { address, network: seen.via ?? "" };
  const proxies = parseRanges(settings.trustedProxies ?? "");
  const expected = networkOf(parseNetworks(settings.internalNetworks ?? ""), address);
  if (contains(proxies, address)) return fault("entrance.seen.silentProxy", values);
  if (expected && !seen.internal) return fault("entrance.seen.unknownProxy", values);
  if (expected !== seen.via) return warning("entrance.seen.otherSettings", values);
  const isElsewhere = addressesOfHost.length > 0 && !addressesOfHost.some(isLoopbackAddress);
  if (isLoopbackAddress(address) && isElsewhere) return fault("entrance.seen.localProxy", values);
  if (addressesOfHost.includes(address) && !isOurs(address)) return fault("entrance.seen.unknownProxy", values);
  return ok(seen.internal ? "entrance.seen.inside" : "entrance.seen.outside", values);
}

function isOurs(address: string): boolean {
  return Object.values(networkInterfaces()).some((all) => all?.some((own) => own.address === address));
}
