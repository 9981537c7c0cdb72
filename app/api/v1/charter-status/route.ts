import { apiRoute } from "@/app/api/api-route";
import { otherMethods } from "@/app/api/other-methods";
import { problem } from "@/app/api/problem";
import { charterStatus } from "@/lib/charter/status";

/**
 * Returns whether the person accepted the charter in force: 401 without a session, 403 when not in the register, 404
 * when there is none.
 */
export const GET = apiRoute(async ({ services, visitor }) => {
  const signedIn = await visitor();
  if (!signedIn) return problem("non-connecte", 401);
  const { registerId } = signedIn;
  if (!registerId) return problem("role-insuffisant", 403);
  const status = await charterStatus(services.db, services.clock.now(), registerId);
  if (!status) return problem("introuvable", 404);
  return Response.json(status, { headers: { "cache-control": "no-store" } });
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
