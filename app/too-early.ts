import "server-only";
import { getLocale } from "next-intl/server";
import { answerWith } from "@/lib/http/answer";
import { retryHourOf } from "@/lib/http/hour";
import { secondsUntil } from "@/lib/http/seconds-until";
import { services } from "@/lib/services";

/** Gives the current page 429 with `Retry-After`, and returns the hour from which one may try again: « 14 h 20 ». */
export async function tooEarly(retryAt: Date): Promise<string> {
  const { clock, institution } = services();
  answerWith(429, { "retry-after": String(secondsUntil(retryAt, clock.now())) });
  return retryHourOf(retryAt, await getLocale(), institution.timeZone);
}
