import { unstable_rethrow } from "next/navigation";
import { inFull, unavailability } from "@/lib/errors";
import type { Caller } from "@/lib/network/caller";
import { currentCaller } from "@/lib/session/caller";
import { problem } from "./problem";

/**
 * Answers a request with `answer`, or with a problem when it throws: 503 when a dependency is unavailable, else 500.
 * Only the log has the error, with the identifier of the request.
 */
export async function answerProblems(answer: (caller: Caller) => Promise<Response>): Promise<Response> {
  const caller = await currentCaller();
  try {
    return await answer(caller);
  } catch (error) {
    unstable_rethrow(error);
    const away = unavailability(error);
    if (away) {
      console.warn(`request ${caller.requestId}: ${inFull(away)}`);
      return problem(away.dependency === "directory" ? "annuaire-indisponible" : "base-indisponible", 503);
    }
    console.error(`request ${caller.requestId} failed:`, error);
    return problem("erreur-interne", 500);
  }
}
