import { getLocale, getTranslations } from "next-intl/server";
import type { Violation } from "@/lib/forms/read-input";
import { dayInWords } from "@/lib/http/day";
import { retryHourOf } from "@/lib/http/hour";
import { secondsUntil } from "@/lib/http/seconds-until";
import { services } from "@/lib/services";
import type { Messages } from "@/messages/catalogue";

/** The last part of a problem's type: `/problemes/hors-reseau-interne`. The `problems` messages have its words. */
export type ProblemSlug = keyof Messages["problems"]["types"] & string;

type Fact = string | number | boolean | Date;

export interface ProblemMembers {
  /** All the violations, never only the first. */
  violations?: readonly Violation[];
  /** The step that is due. */
  step?: string;
  /** When to try again; also sent as `Retry-After`, in seconds. */
  retryAt?: Date;
  /** Other members of the problem, which its detail may include. Dates are sent in ISO 8601, UTC. */
  [member: string]: Fact | readonly Violation[] | readonly string[] | undefined;
}

/** Returns an RFC 9457 answer, in the caller's language. */
export async function problem(slug: ProblemSlug, status: number, members: ProblemMembers = {}): Promise<Response> {
  const t = await getTranslations("problems");
  const locale = await getLocale();
  const { clock, institution } = services();
  const { violations: _, retryAt, ...facts } = members;
  const hour = retryAt ? retryHourOf(retryAt, locale, institution.timeZone) : "";
  const day = facts.opensAt instanceof Date ? dayInWords(facts.opensAt, locale, institution.timeZone) : "";
  const body = {
    type: `/problemes/${slug}`,
    title: t(`types.${slug}.title`),
    status,
    detail: t(`types.${slug}.detail`, { ...facts, hour, day }),
    ...members,
  };
  const headers = new Headers({
    "content-type": "application/problem+json",
    "content-language": locale,
    "cache-control": "no-store",
  });
  if (retryAt) headers.set("retry-after", String(secondsUntil(retryAt, clock.now())));
  return new Response(JSON.stringify(body), { status, headers });
}
