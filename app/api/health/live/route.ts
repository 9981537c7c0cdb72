import { otherMethods } from "@/app/api/other-methods";

export const dynamic = "force-dynamic";

/** Answers 200 as long as this process answers at all. */
export function GET(): Response {
  return Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
