import "server-only";
import type { Database } from "@/db/client";
import { findStudents } from "../enrolments/queries";
import type { StagedLine, Verdict } from "../lines/queries";
import { findCards } from "./queries";
import type { Card } from "./read-card";
import { cardEffect, seenOf, stillHolds } from "./rules";

export interface JudgedCard {
  line: StagedLine<Card>;
  verdict: Verdict;
  studentId: string | null;
}

/** Returns what each line does to the register as it is now. */
export async function judgeCards(db: Database, lines: readonly StagedLine<Card>[]): Promise<JudgedCard[]> {
  const contents = lines.map(({ content }) => content);
  const students = await findStudents(db, contents);
  const { byNumber, inForce } = await findCards(
    db,
    contents.map(({ number }) => number),
    students.map(({ id }) => id),
  );
  const known = new Map(byNumber.map((card) => [card.number, card]));
  const cardOf = new Map(inForce.map((card) => [card.studentId, card.number]));
  return lines.map((line) => {
    const { content } = line;
    // Everything that the line says about the holder must name one person.
    const named = students.filter(
      ({ studentNumber, ine, identifier }) =>
        (content.studentNumber !== null && studentNumber === content.studentNumber) ||
        (content.ine !== null && ine === content.ine) ||
        (content.identifier !== null && identifier === content.identifier),
    );
    const studentId = named.length === 1 ? (named[0]?.id ?? null) : null;
    const card = known.get(content.number) ?? null;
    const held = (studentId && cardOf.get(studentId)) ?? null;
    const effect = cardEffect({ line: content, studentId, known: card, inForce: held });
    const now = seenOf(card, held);
    const isOvertaken = line.seen !== null && !stillHolds(content, line.seen, now);
    const verdict: Verdict = isOvertaken
      ? { line: line.line, outcome: "refuse", reasons: ["overtaken"] }
      : { line: line.line, ...effect, seen: now };
    return { line, studentId, verdict };
  });
}
