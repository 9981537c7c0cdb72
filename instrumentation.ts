import type { Instrumentation } from "next";
import { unavailability } from "@/lib/errors";
import { answerAway, answerWith } from "@/lib/http/answer";

/** What Next's form parser says of a body that is no form, whatever its header claims. */
const malformedForm =
  /^(Unexpected end of form|Malformed part header|Malformed content type|Multipart: Boundary not found)/;

/** Next tells of each error that nothing caught. One that says that a server is away is no fault of ours, nor is a form that is none. */
export const onRequestError: Instrumentation.onRequestError = (error) => {
  const away = unavailability(error);
  if (away) answerAway(away.dependency);
  else if (error instanceof Error && malformedForm.test(error.message)) answerWith(400);
};
