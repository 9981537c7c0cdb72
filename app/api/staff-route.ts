import { whyNotAllowed } from "@/lib/session/access";
import { recordRefusal } from "@/lib/session/record-refusal";
import type { Role, Visitor } from "@/lib/session/visitor";
import { type ApiContext, type ApiOptions, apiRoute } from "./api-route";
import { frozen } from "./frozen";
import { problem } from "./problem";

/**
 * Wraps a route handler for staff who have one of the roles, on the internal network: the guard of the pages, in
 * problems. Answers 403 `hors-reseau-interne`, 401 `non-connecte`, 409 `remise-en-cours`, 403 `role-insuffisant`, in
 * this order.
 */
export function staffRoute<Params = Record<never, string>>(
  roles: readonly Role[],
  handle: (context: ApiContext<Params> & { staff: Visitor }) => Promise<Response>,
  options: ApiOptions = {},
) {
  return apiRoute<Params>(
    async (context) => {
      const { caller, services } = context;
      const visitor = await context.visitor();
      const refusal = whyNotAllowed({ roles, visitor, isInternal: caller.isInternal, evenFrozen: options.evenFrozen });
      if (refusal === null && visitor) return handle({ ...context, staff: visitor });
      if (refusal === "frozen" && visitor) return frozen(visitor, caller);
      if (refusal !== "outside" && refusal !== "role") return problem("non-connecte", 401);
      await recordRefusal(services, refusal, visitor, caller);
      return problem(refusal === "outside" ? "hors-reseau-interne" : "role-insuffisant", 403);
    },
    // The network comes first, the frozen session after it: both are checked above.
    { evenFrozen: true },
  );
}
