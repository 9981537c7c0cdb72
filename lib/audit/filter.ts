import { z } from "zod";
import { type Input, readInput } from "@/lib/forms/read-input";
import { auditKinds } from "./kinds";

export const auditOutcomes = ["begun", "succeeded", "refused", "failed", "interrupted"] as const;

/** Stands for « from outside every network » among the names of networks, none of which may have a bracket. */
export const outside = "(outside)";

/** What was left empty asks for nothing. */
const orNothing = <S extends z.ZodType>(schema: S) =>
  z.preprocess(
    (sent) => (sent === undefined || (typeof sent === "string" && sent.trim() === "") ? null : sent),
    schema.nullable(),
  );

const day = z.iso.date("not-a-day").refine((text) => text >= "2000-01-01" && text <= "2100-01-01", "not-a-day");
const lineNumber = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

const journalQuestion = z
  .object({
    /** A student's identifier, or a staff login; whoever acted, or whom it was about. */
    person: orNothing(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[\p{L}\p{N}._@'’+-]{1,254}$/u, "not-a-person"),
    ),
    kind: orNothing(z.enum(auditKinds, "not-a-kind")),
    outcome: orNothing(z.enum(auditOutcomes, "not-an-outcome")),
    /** Days of the institution's time zone, both included. */
    from: orNothing(day),
    until: orNothing(day),
    network: orNothing(z.string().regex(/^([\p{L}\p{N}_-]{1,64}|\(outside\))$/u, "not-a-network")),
    /** Numbers of lines: what is shown is older than the one, newer than the other. */
    before: orNothing(lineNumber),
    after: orNothing(lineNumber),
  })
  .refine(({ from, until }) => !from || !until || from <= until, { path: ["until"], message: "before-from" });

export type JournalQuestion = z.output<typeof journalQuestion>;
export type JournalFilter = Omit<JournalQuestion, "before" | "after">;

const names = Object.keys(journalQuestion.shape) as (keyof JournalQuestion)[];

/** Reads the query of a page of the journal: what it asks for, or every field that asks for nothing that there is. Other names are left alone. */
export function readJournalQuestion(query: Record<string, unknown>): Input<JournalQuestion> {
  return readInput(
    journalQuestion,
    Object.fromEntries(names.flatMap((name) => (name in query ? [[name, query[name]]] : []))),
  );
}

/** What was asked, as small facts for the journal; whom it was about is left to the caller, who knows whether it is somebody. */
export function factsOf({ person: _, ...question }: Partial<JournalQuestion>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(question).filter((fact): fact is [string, string | number] => fact[1] !== null),
  );
}

/** The same as a query, to ask it again. Fields that ask for nothing are left out. */
export function queryOf(question: Partial<JournalQuestion>): string {
  const asked = Object.entries(question).filter(([, value]) => value !== null && value !== undefined);
  return new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
}
