import "server-only";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import type { Actor } from "../actor";
import type { UnreadableFile } from "../file/examine";
import type { ImportFile } from "../file/import-file";
import { insertRun } from "../queries";
import { refuseFile } from "../refuse-file";
import { insertPiece } from "./queries";

/**
 * Stores a file, whole or not at all, for `workOnNext` to read, without looking at it. Returns the id of its run at
 * once: those in charge of this population can then follow its progress.
 */
export async function receiveFile(
  { db, clock }: Services,
  file: ImportFile,
  actor: Actor,
  population: Population,
): Promise<string> {
  const run = { population, fileName: file.name, startedBy: actor.visitor?.uid ?? null, startedAt: clock.now() };
  return db.transaction(async (tx) => {
    const id = await insertRun(tx, { ...run, state: "received", actor });
    let piece = 0;
    for await (const bytes of file.read()) await insertPiece(tx, id, piece++, Buffer.from(bytes));
    return id;
  });
}

/** Records a file refused before it was received, for example as too large. Returns the run's id. */
export async function refuseUnread(
  services: Services,
  file: { name: string; refusal: UnreadableFile },
  actor: Actor,
  population: Population,
): Promise<string> {
  const startedBy = actor.visitor?.uid ?? null;
  const run = { population, fileName: file.name, startedBy, startedAt: services.clock.now() };
  const id = await insertRun(services.db, { ...run, state: "reading" });
  await refuseFile(services, id, file, actor);
  return id;
}
