import "server-only";
import { setImmediate as breathe } from "node:timers/promises";
import { evenAfterSilence } from "@/db/patience";
import { record } from "@/lib/audit/record";
import { logo } from "@/lib/logo";
import type { Services } from "@/lib/services";
import { type Chosen, chooseStudents } from "./choose-students";
import { startPrinting } from "./draw-sheets";
import { draftBatch, issueBatch } from "./issue-batch";
import { type Candidate, endRun, insertRun } from "./queries";
import { batchSize } from "./rules";
import type { Run } from "./run";

export type IssueSheetsOutcome =
  | { ok: false; reason: "nobody"; refused: Chosen["refused"] }
  /** The form was sent twice: the first request prints. */
  | { ok: false; reason: "asked-before" }
  | (Chosen & { ok: true; pdf: AsyncGenerator<Uint8Array, void> });

/**
 * Makes a sheet for each student of a selection, and a PDF with one page per sheet. The PDF is made while it is read:
 * each page holds a provisional password already in force, and a reader that stops stops the run. The sheets count as
 * delivered only once the last byte was read; until then the run must be done again.
 */
export async function issueSheets(services: Services, run: Run): Promise<IssueSheetsOutcome> {
  const { db, clock } = services;
  const chosen = await chooseStudents(services, run.selection);
  if (chosen.students.length === 0) return { ok: false, reason: "nobody", refused: chosen.refused };
  const isNew = await db.transaction(async (tx) => {
    const { id, actor, caller, selection } = run;
    const askedAt = clock.now();
    const total = chosen.students.length;
    if (!(await insertRun(tx, { id, actor: actor?.uid ?? null, selection: { ...selection }, total, askedAt })))
      return false;
    const details = { run: id, sheets: total, ...(run.account && { account: run.account }) };
    await record(tx, { at: askedAt, kind: "sheet.run", outcome: "succeeded", actor, caller, details });
    return true;
  });
  return isNew
    ? { ok: true, ...chosen, pdf: printed(services, run, chosen.students) }
    : { ok: false, reason: "asked-before" };
}

async function* printed(services: Services, run: Run, students: Candidate[]): AsyncGenerator<Uint8Array, void> {
  const { institution, env, clock } = services;
  let isWhole = false;
  try {
    const printing = startPrinting(
      {
        institution,
        population: run.selection.population,
        publicUrl: env.publicUrl,
        logo: logo({ institution, env }, "paper"),
      },
      { count: students.length, at: clock.now() },
    );
    let count = 0;
    for await (const drafts of draftsAhead(batchesOf(students))) {
      for (const sheet of await issueBatch(services, run, drafts)) {
        printing.draw(sheet);
        count++;
        await breathe();
      }
      const bytes = printing.take();
      if (bytes) yield bytes;
    }
    if (count === 0) printing.drawNone();
    yield* printing.end();
    isWhole = true;
  } finally {
    await evenAfterSilence(() => end(services, run, isWhole));
  }
}

/**
 * Drafts two batches ahead of the one that is issued and drawn, so that the hashing threads wait neither for drawing
 * nor for each other at the end of a batch.
 */
async function* draftsAhead(batches: Candidate[][]): AsyncGenerator<Awaited<ReturnType<typeof draftBatch>>, void> {
  const underWay: ReturnType<typeof draftBatch>[] = [];
  for (const next of [...batches, null, null]) {
    if (next) {
      const drafts = draftBatch(next);
      // Nobody awaits it when the printing stops first.
      drafts.catch(() => {});
      underWay.push(drafts);
    }
    const ready = next && underWay.length <= 2 ? undefined : underWay.shift();
    if (ready) yield await ready;
  }
}

async function end({ db, clock }: Services, run: Run, isWhole: boolean): Promise<void> {
  await db.transaction(async (tx) => {
    const at = clock.now();
    const ended = await endRun(tx, run.id, isWhole ? "delivered" : "abandoned", at);
    if (!ended) return;
    const { actor, caller } = run;
    const details = { run: run.id, sheets: ended.made };
    const outcome = isWhole ? "succeeded" : "failed";
    await record(tx, {
      at,
      kind: "sheet.run.end",
      outcome,
      reason: isWhole ? null : "not-delivered",
      actor,
      caller,
      details,
    });
  });
}

function batchesOf(students: Candidate[]): Candidate[][] {
  const count = Math.ceil(students.length / batchSize);
  return Array.from({ length: count }, (_, index) => students.slice(index * batchSize, (index + 1) * batchSize));
}
