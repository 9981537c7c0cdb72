import { z } from "zod";
import { inBothLanguages, phone } from "./institution-text";

const page = z.url({ protocol: /^https?$/ });

/** What article 1-1 of the LCEN (law 2004-575) asks of a legal person, and of whoever keeps the service on its machines. */
const whereToFind = { address: z.string().min(1), phone };

/**
 * One audit against the RGAA, by its own method. What it found inaccessible is told in its three kinds; a criterion that is not met has its
 * failure, and nothing else has.
 */
const audit = z
  .strictObject({
    on: z.iso.date(),
    /** Read after « l’audit réalisé »: « en interne », « par la société … ». */
    by: inBothLanguages,
    /** Of the RGAA: `4.1.2`. */
    version: z.string().regex(/^\d+(\.\d+){0,2}$/),
    /** Percentage of the criteria that apply which are met. */
    rate: z.number().min(0).max(100),
    environment: inBothLanguages,
    tools: inBothLanguages,
    pages: inBothLanguages,
    failures: z.array(inBothLanguages).default([]),
    /** By disproportionate burden, each with its reason. */
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
 * What the legal pages state and no software can know. What is absent is not stated; of accessibility, what the law presumes is.
 * The declaration is that of the RGAA 4.1.2 (decree of 20 September 2019), article 47 of law 2005-102.
 */
export const legalFacts = z.strictObject({
  publisher: z.strictObject({ ...whereToFind, name: inBothLanguages.optional() }).optional(),
  /** The person's name, and what they are. */
  publicationDirector: inBothLanguages.optional(),
  host: z.strictObject({ ...whereToFind, name: inBothLanguages }).optional(),
  accessibility: z
    .strictObject({
      declaredOn: z.iso.date(),
      audit: audit.optional(),
      multiYearPlanUrl: page.optional(),
      yearPlanUrl: page.optional(),
      /** Where anybody reports what keeps them out, and asks for it in another form. */
      mail: z.email().optional(),
    })
    .optional(),
  /** Whole sentences. */
  dataTransfers: inBothLanguages.optional(),
});

export type LegalFacts = z.infer<typeof legalFacts>;

/**
 * How far everybody can use the service, in the only words that the RGAA has for it. They follow from the rate, so that nobody can claim
 * better: without an audit, as with less than half of the criteria, a service is « non conforme ».
 */
export function accessibilityState({ accessibility }: LegalFacts): "total" | "partial" | "none" | "unaudited" {
  const rate = accessibility?.audit?.rate;
  if (rate === undefined) return "unaudited";
  if (rate === 100) return "total";
  return rate >= 50 ? "partial" : "none";
}
