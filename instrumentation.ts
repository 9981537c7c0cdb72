import type { Instrumentation } from "next";
import { env } from "@/lib/env";
import { inFull, unavailability } from "@/lib/errors";
import { answerAway, answerWith } from "@/lib/http/answer";
import { whyUnreadable } from "@/lib/http/unreadable";
import { callerHeader, readSealedCaller } from "@/lib/network/seal";

/**
 * Next tells of each error that nothing caught, and logs it. One that says that a server is away is no fault of ours: 503. Nor is a
 * request that is none: 400; among these an action called with what is no form, since Next hands over whatever was sent.
 */
export const onRequestError: Instrumentation.onRequestError = (error, { headers, method }) => {
  const away = unavailability(error);
  if (away) {
    const caller = readSealedCaller([headers[callerHeader] ?? []].flat()[0], env().seal);
    console.warn(`request ${caller?.requestId ?? "unknown"}: ${inFull(away)}`);
    answerAway(away.dependency);
  } else if (error instanceof Error && whyUnreadable(error, method)) answerWith(400);
};
