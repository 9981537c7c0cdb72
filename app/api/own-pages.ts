import { isOwnOrigin } from "@/lib/network/origin";
import { services } from "@/lib/services";

/** True when a change is asked for by our own pages: the contract's rule on `Origin` and `Sec-Fetch-Site`. */
export function isFromOwnPages({ headers }: Pick<Request, "headers">): boolean {
  const { publicUrl, isDemo, port } = services().env;
  return isOwnOrigin({
    origin: headers.get("origin"),
    secFetchSite: headers.get("sec-fetch-site"),
    publicUrl,
    isDemo,
    port,
  });
}
