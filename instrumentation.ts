import type { Instrumentation } from "next";
import { unavailability } from "@/lib/errors";
import { answerAway } from "@/lib/http/answer";

/** Next tells of each error that nothing caught: when it says that a server is away, the answer is 503 rather than 500. */
export const onRequestError: Instrumentation.onRequestError = (error) => {
  const away = unavailability(error);
  if (away) answerAway(away.dependency);
};
