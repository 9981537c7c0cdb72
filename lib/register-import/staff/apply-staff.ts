import "server-only";
import type { Database } from "@/db/client";
import type { Services } from "@/lib/services";
import { lockStudents } from "@/lib/student-lock/queries";
import type { Actor } from "../actor";
import type { StagedLine, Verdict } from "../lines/queries";
import { onceEach } from "../once-each";
import { revokeWithdrawn } from "../register/revoke-withdrawn";
import { judgeStaff } from "./judge";
import { insertStaff, updateStaff } from "./queries";
import type { Staff } from "./read-staff";
import { wantedStaff } from "./rules";

/** Writes staff to the register, in the caller's transaction. Returns the lines that are refused after all. */
export async function applyStaff(
  tx: Database,
  { clock }: Services,
  lines: readonly StagedLine<Staff>[],
  actor: Actor,
): Promise<Verdict[]> {
  const now = clock.now();
  const judged = onceEach(await judgeStaff(tx, lines), ({ line: { content }, row }) => row?.id ?? content.staffNumber);
  const wanted = judged.filter(({ verdict }) => verdict.outcome === "create" || verdict.outcome === "change");
  const added = wanted.flatMap(({ line, row }) => (row ? [] : [wantedStaff(line.content, null)]));
  const changed = wanted.flatMap(({ line, row }) => (row ? [{ ...wantedStaff(line.content, row), id: row.id }] : []));
  const ids = changed.map(({ id }) => id);
  await lockStudents(tx, ids);
  await insertStaff(tx, added);
  await updateStaff(tx, changed, now);
  await revokeWithdrawn(tx, ids, { now, reason: "departed", actor });
  return judged.flatMap(({ verdict }) => (verdict.outcome === "refuse" ? [verdict] : []));
}
