import { answerProblems } from "@/app/api/answer-problems";
import { frozen } from "@/app/api/frozen";
import { otherMethods } from "@/app/api/other-methods";
import { problem } from "@/app/api/problem";
import { collect } from "@/lib/metrics/collect";
import { exposition } from "@/lib/metrics/exposition";
import { services } from "@/lib/services";
import { currentVisitor } from "@/lib/session/current-visitor";

/** Returns figures for Prometheus, on the internal network only. */
export function GET(): Promise<Response> {
  return answerProblems(async (caller) => {
    // Not recorded in the journal: a monitor asks all day.
    if (!caller.isInternal) return problem("hors-reseau-interne", 403);
    const visitor = await currentVisitor();
    if (visitor?.isFrozen) return frozen(visitor, caller);
    return new Response(exposition(await collect(services())), {
      headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" },
    });
  });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
