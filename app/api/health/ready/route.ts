import { otherMethods } from "@/app/api/other-methods";
import { problem } from "@/app/api/problem";
import { whatIsDown } from "@/lib/readiness";
import { services } from "@/lib/services";

export const dynamic = "force-dynamic";

/** Answers 200 once the service can serve, else 503 with the names of what is down. */
export async function GET(): Promise<Response> {
  const down = await whatIsDown(services());
  const headers = { "cache-control": "no-store" };
  if (down.length === 0) return Response.json({ status: "ready" }, { headers });
  const refusal = await problem("indisponible", 503, { down });
  refusal.headers.set("retry-after", "5");
  return refusal;
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
