import "server-only";
import { record } from "@/lib/audit/record";
import type { Services } from "@/lib/services";
import { type Actor, by } from "./actor";
import type { Recognised } from "./columns/recognise";
import type { UnreadableFile } from "./file/examine";
import type { UnreadableLine } from "./file/rows";
import { deleteLines } from "./lines/queries";
import { refuseReading } from "./queries";
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
 * Ends the run of a file that is being read and is refused as a whole, and deletes what was received and read. Does
 * nothing once the reading has ended, or was given up.
 */
export async function refuseFile(
  { db, clock }: Services,
  id: string,
  { refusal, values }: Refused,
  actor: Actor,
): Promise<void> {
  const now = clock.now();
  await db.transaction(async (tx) => {
    if (!(await refuseReading(tx, id, { refusal, refusalValues: values ?? {}, endedAt: now }))) return;
    await deletePieces(tx, id);
    await deleteLines(tx, id);
    const line = { at: now, kind: "import.plan", outcome: "refused", reason: refusal } as const;
    await record(tx, by(actor, { ...line, details: { import: id } }));
  });
}
