import "server-only";
import { record } from "@/lib/audit/record";
import type { Services } from "@/lib/services";
import { type Actor, by } from "./actor";
import type { Recognised } from "./columns/recognise";
import type { UnreadableFile } from "./file/examine";
import type { UnreadableLine } from "./file/rows";
import { deleteLines } from "./lines/queries";
import { holdState, updateRun } from "./queries";
import { deletePieces } from "./waiting/queries";

/** Why a file is refused as a whole, before anything is done with it. */
export type FileRefusal =
  | UnreadableFile
  | Extract<Recognised, { ok: false }>["refusal"]
  | UnreadableLine["refusal"]
  | "no-lines"
  | "interrupted";

/** A refusal, and the values in its sentence. */
export type Refused = { refusal: FileRefusal; values?: Record<string, string | number> };

/**
 * Ends the run of a file that is refused as a whole, and deletes what was received and read. Of a run that was given up
 * meanwhile it only deletes what was read since; one that was read to its end stays as it is.
 */
export async function refuseFile(
  { db, clock }: Services,
  id: string,
  { refusal, values }: Refused,
  actor: Actor,
): Promise<void> {
  const now = clock.now();
  await db.transaction(async (tx) => {
    const state = await holdState(tx, id);
    if (state !== "reading" && state !== "refused") return;
    await deletePieces(tx, id);
    await deleteLines(tx, id);
    if (state === "refused") return;
    await updateRun(tx, id, { state: "refused", refusal, refusalValues: values ?? {}, leaseUntil: null, endedAt: now });
    const line = { at: now, kind: "import.plan", outcome: "refused", reason: refusal } as const;
    await record(tx, by(actor, { ...line, details: { import: id } }));
  });
}
