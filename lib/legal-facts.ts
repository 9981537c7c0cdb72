import { z } from "zod";
import { inBothLanguages, phone } from "./institution-text";

const page = z.url({ protocol: /^https?$/ });

/** What article 1-1 of the LCEN (law 2004-575) requires of a legal person, and of its host. */
const whereToFind = { address: z.string().min(1), phone: phone.refine((number) => number !== "") };

/**
 * One audit by the RGAA's own method. It lists what is inaccessible in three kinds; only a criterion that is not met
 * has a failure.
 */
const audit = z
  .strictObject({
    on: z.iso.date(),
    /** Follows « l’audit réalisé »: « en interne », « par la société … ». */
    by: inBothLanguages,
    /** The version of the RGAA: `4.1.2`. */
    version: z.string().regex(/^\d+(\.\d+){0,2}$/),
    /** Percentage of the applicable criteria that are met. */
    rate: z.number().min(0).max(100),
    environment: inBothLanguages,
    tools: inBothLanguages,
    pages: inBothLanguages,
    failures: z.array(inBothLanguages).default([]),
    /** For disproportionate burden, each with its reason. */
    derogations: z.array(inBothLanguages).default([]),
    outOfScope: z.array(inBothLanguages).default([]),
    reportUrl: page.optional(),
  })
  .superRefine(({ rate, failures }, context) => {
    if (rate < 100 && failures.length === 0) {
      context.addIssue({ code: "custom", path: ["failures"], message: "a rate below 100 has its failures" });
    }
    if (rate === 100 && failures.length > 0) {
      context.addIssue({ code: "custom", path: ["rate"], message: "a rate of 100 has no failures" });
    }
  });

/**
 * What the legal pages state and software cannot know. What is absent is not stated, except for accessibility, where it
 * is what the law presumes. The declaration follows the RGAA 4.1.2 (decree of 20 September 2019), article 47 of law
 * 2005-102.
 */
export const legalFacts = z.strictObject({
  publisher: z.strictObject({ ...whereToFind, name: inBothLanguages.optional() }).optional(),
  /** The person's name and position. */
  publicationDirector: inBothLanguages.optional(),
  host: z.strictObject({ ...whereToFind, name: inBothLanguages }).optional(),
  accessibility: z
    .strictObject({
      declaredOn: z.iso.date(),
      audit: audit.optional(),
      multiYearPlanUrl: page.optional(),
      yearPlanUrl: page.optional(),
      /** Where anybody reports what they cannot use, and asks for it in another form. */
      mail: z.email().optional(),
    })
    .optional(),
  /** Whole sentences. */
  dataTransfers: inBothLanguages.optional(),
});

export type LegalFacts = z.infer<typeof legalFacts>;

/**
 * Returns the accessibility state, in the RGAA's only terms for it. It follows from the rate, so that nobody can claim
 * better: without an audit, or below half of the criteria, a service is « non conforme ».
 */
export function accessibilityState({ accessibility }: LegalFacts): "total" | "partial" | "none" | "unaudited" {
  const rate = accessibility?.audit?.rate;
  if (rate === undefined) return "unaudited";
  if (rate === 100) return "total";
  return rate >= 50 ? "partial" : "none";
}
