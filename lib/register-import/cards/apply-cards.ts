import "server-only";
import type { Database } from "@/db/client";
import type { Services } from "@/lib/services";
import type { StagedLine, Verdict } from "../lines/queries";
import { onceEach } from "../once-each";
import { judgeCards } from "./judge";
import { writeCards } from "./queries";
import type { Card } from "./read-card";

/** Writes cards to the register, in the caller's transaction. Returns the lines that are refused after all. */
export async function applyCards(
  tx: Database,
  _services: Services,
  lines: readonly StagedLine<Card>[],
): Promise<Verdict[]> {
  const judged = onceEach(await judgeCards(tx, lines), ({ line, studentId }) =>
    line.content.state === "in-force" ? studentId : null,
  );
  const rows = judged.flatMap(({ line, studentId, verdict }) =>
    studentId && (verdict.outcome === "create" || verdict.outcome === "change") ? [{ ...line.content, studentId }] : [],
  );
  await writeCards(tx, rows);
  return judged.flatMap(({ verdict }) => (verdict.outcome === "refuse" ? [verdict] : []));
}
