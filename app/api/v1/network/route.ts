import { apiRoute } from "@/app/api/api-route";
import { otherMethods } from "@/app/api/other-methods";

/** Returns how the service sees the caller. */
export const GET = apiRoute(async ({ caller }) =>
  Response.json(
    { address: caller.address, internal: caller.isInternal, via: caller.network },
    { headers: { "cache-control": "no-store" } },
  ),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
