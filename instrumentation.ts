import type { Instrumentation } from "next";
import { env } from "@/lib/env";
import { inFull, unavailability } from "@/lib/errors";
import { answerAway, answerWith } from "@/lib/http/answer";
import { whyUnreadable } from "@/lib/http/unreadable";
import { callerHeader, readSealedCaller } from "@/lib/network/seal";

/**
 * Called by Next for each uncaught error, which Next logs. An unavailable server is no fault of ours: 503. Nor is an
 * unreadable request: 400; that includes an action called with something other than a form, since Next passes on
 * whatever was sent.
 */
export const onRequestError: Instrumentation.onRequestError = (error, { headers, method }) => {
  const away = unavailability(error);
  if (away) {
    const caller = readSealedCaller([headers[callerHeader] ?? []].flat()[0], env().seal);
    console.warn(`request ${caller?.requestId ?? "unknown"}: ${inFull(away)}`);
    answerAway(away.dependency);
  } else if (error instanceof Error && whyUnreadable(error, method)) answerWith(400);
};
