import "server-only";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";
import { factsOf, type JournalQuestion } from "./filter";
import { knownName } from "./lines-of";
import { record } from "./record";

/** Who reads the journal, and from where. */
export interface Reader {
  visitor: Visitor;
  caller: Caller;
}

interface Reading {
  kind: "journal.read" | "journal.export";
  question: Partial<JournalQuestion>;
  /** Every name of the person asked for; null when nobody was. */
  names: readonly string[] | null;
  facts?: Record<string, string>;
}

/**
 * Records that the journal is read or exported, and what was asked for. Does not name a person whom no line names:
 * people type passwords anywhere.
 */
export async function recordReading(
  { db, clock }: Pick<Services, "db" | "clock">,
  { visitor, caller }: Reader,
  { kind, question, names, facts }: Reading,
): Promise<void> {
  const subject = names && (await knownName(db, names));
  const details = { ...factsOf(question), ...(names && !subject && { person: "unknown" }), ...facts };
  await record(db, {
    at: clock.now(),
    kind,
    outcome: "succeeded",
    actor: visitor,
    subject,
    caller,
    details: Object.keys(details).length > 0 ? details : undefined,
  });
}
