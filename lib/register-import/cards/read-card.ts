import type { CardField } from "@/lib/import-fields/cards";
import { asWord } from "../cells";
import type { ColumnsAt } from "../columns/recognise";
import type { ReadingRules } from "../kinds";
import { LineReader, type Read } from "../line-reader";

/** One line of a file of cards, read. */
export interface Card {
  number: string;
  studentNumber: string | null;
  ine: string | null;
  identifier: string | null;
  validUntil: string;
  state: "in-force" | "lost" | "replaced";
}

/** Reads a row. A refusal lists everything wrong with it. */
export function readCard(
  cells: readonly string[],
  at: ColumnsAt<CardField>,
  { institution }: ReadingRules,
): Read<Card> {
  const row = new LineReader(cells, at);
  const number = row.text("number", "no-card-number")?.replace(/\s+/g, "").toUpperCase() ?? null;
  if (number && !institution.patterns.cardNumber.test(number)) row.refuse("card-number-shape");
  const studentNumber = row.text("studentNumber");
  const ine = row.ine("ine");
  const identifier = row.text("identifier")?.toLowerCase() ?? null;
  if (row.isEmpty("studentNumber", "ine", "identifier")) row.refuse("no-key");
  const validUntil = row.date("validUntil", "no-validity");
  const state = stateOf(row.cell("state"));
  if (!state) row.refuse("unknown-state");
  if (row.reasons.length > 0 || !number || !validUntil || !state) return row.refused();
  return { ok: true, content: { number, studentNumber, ine, identifier, validUntil, state } };
}

function stateOf(cell: string | undefined): Card["state"] | null {
  const word = asWord(cell);
  if (/^(en cours|en vigueur|active?|valide)$/.test(word)) return "in-force";
  if (/^(perdue?|volee?|declaree perdue)$/.test(word)) return "lost";
  return /^remplacee?$/.test(word) ? "replaced" : null;
}
