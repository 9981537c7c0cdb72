import "server-only";
import { knownPerson, personOf } from "../enrolments/stage-enrolment";
import type { ImportKind } from "../kinds";
import { refuseClashes } from "../lines/queries";
import { applyCards } from "./apply-cards";
import { judgeCards } from "./judge";
import { type Card, readCard } from "./read-card";

export const cardImport: ImportKind<Card> = {
  read: readCard,
  keysOf: (line) => ({ person: personOf(line), facts: null, item: line.number }),
  resolve: async (db, lines) =>
    (await judgeCards(db, lines)).flatMap(({ line, studentId }) =>
      studentId ? [{ line: line.line, person: knownPerson(studentId) }] : [],
    ),
  async refuseContradictions(db, runId) {
    await refuseClashes(db, runId, { reason: "disagrees", by: "item", differing: "content" });
    await refuseClashes(db, runId, {
      reason: "two-cards-in-force",
      by: "holder of a card in force",
      differing: "item",
    });
  },
  judge: async (db, lines) => (await judgeCards(db, lines)).map(({ verdict }) => verdict),
  apply: applyCards,
};
