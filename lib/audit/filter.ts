import { z } from "zod";
import { type Input, readInput } from "@/lib/forms/read-input";
import { auditKinds } from "./kinds";

export const auditOutcomes = ["begun", "succeeded", "refused", "failed", "interrupted"] as const;

/** Means “from outside every network” among the names of networks, none of which may contain a bracket. */
export const outside = "(outside)";

/** Turns an empty field into null: no condition. */
const orNothing = <S extends z.ZodType>(schema: S) =>
  z.preprocess(
    (sent) => (sent === undefined || (typeof sent === "string" && sent.trim() === "") ? null : sent),
    schema.nullable(),
  );

const day = z.iso.date("not-a-day").refine((text) => text >= "2000-01-01" && text <= "2100-01-01", "not-a-day");
const lineNumber = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

const journalQuestion = z
  .object({
    /** A student's identifier or a staff login: the person who acted, or whom the line is about. */
    person: orNothing(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[\p{L}\p{N}._@'’+-]{1,254}$/u, "not-a-person"),
    ),
    kind: orNothing(z.enum(auditKinds, "not-a-kind")),
    outcome: orNothing(z.enum(auditOutcomes, "not-an-outcome")),
    /** Days in the institution's time zone, both included. */
    from: orNothing(day),
    until: orNothing(day),
    network: orNothing(z.string().regex(/^([\p{L}\p{N}_-]{1,64}|\(outside\))$/u, "not-a-network")),
    /** Line numbers: the lines shown are older than `before`, or newer than `after`. */
    before: orNothing(lineNumber),
    after: orNothing(lineNumber),
  })
  .refine(({ from, until }) => !from || !until || from <= until, { path: ["until"], message: "before-from" });

export type JournalQuestion = z.output<typeof journalQuestion>;
export type JournalFilter = Omit<JournalQuestion, "before" | "after">;

const names = Object.keys(journalQuestion.shape) as (keyof JournalQuestion)[];

/** Reads the query of a page of the journal. Returns the question, or the violations. Ignores other names. */
export function readJournalQuestion(query: Record<string, unknown>): Input<JournalQuestion> {
  return readInput(
    journalQuestion,
    Object.fromEntries(names.flatMap((name) => (name in query ? [[name, query[name]]] : []))),
  );
}

/** Returns what was asked, as short facts for the journal. Leaves out the person: the caller checks who that is. */
export function factsOf({ person: _, ...question }: Partial<JournalQuestion>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(question).filter((fact): fact is [string, string | number] => fact[1] !== null),
  );
}

/** Returns the question as a URL query, to ask it again. Leaves out the empty fields. */
export function queryOf(question: Partial<JournalQuestion>): string {
  const asked = Object.entries(question).filter(([, value]) => value !== null && value !== undefined);
  return new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
}
