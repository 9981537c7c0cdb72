import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/record";
import { mayPass } from "@/lib/errors";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import { lockRegister } from "@/lib/student-lock/queries";
import { type Actor, by } from "./actor";
import { importKind } from "./kinds";
import { countLines, erasePeople, nextToApply, writeVerdicts } from "./lines/queries";
import { claimRun, findRun, holdRun, type Run, releaseRun, updateRun } from "./queries";
import { analyseRegister } from "./register/queries";

/** A batch takes a fraction of a second: one that takes longer than this has died, and anyone may resume the run. */
const leaseSeconds = 30;
/** Lines per transaction. */
const linesAtOnce = 500;

export type ApplyOutcome = { ok: true } | { ok: false; reason: NotApplied };

/** Why a file is not applied, or not by this caller. */
type NotApplied = "unknown-import" | "under-way" | "not-to-apply";

/**
 * Applies a file that was read, or resumes an interrupted one, to its end, unless somebody else takes it over. Each
 * batch of lines is one transaction, which also records progress: whatever stops it, nothing is done twice or by
 * halves. Throws what stopped it, temporary or permanent. A run of another population is unknown.
 */
export async function applyImport(
  services: Services,
  id: string,
  actor: Actor,
  population: Population,
): Promise<ApplyOutcome> {
  const { db, clock } = services;
  const claim = randomUUID();
  const now = clock.now();
  const run = await db.transaction(async (tx) => {
    const claimed = await claimRun(tx, id, { population, claim, now, until: leaseFrom(now) });
    const line = { at: now, kind: "import.start", outcome: "succeeded" } as const;
    if (claimed) await record(tx, by(actor, { ...line, details: { import: id, line: claimed.appliedLine } }));
    return claimed;
  });
  if (!run) return whyNotApplied(db, id, population);
  await applyAll(services, run, claim, actor);
  return { ok: true };
}

/** Returns why a file cannot be applied. */
export async function whyNotApplied(db: Services["db"], id: string, population: Population): Promise<ApplyOutcome> {
  const run = await findRun(db, id, population);
  if (!run) return { ok: false, reason: "unknown-import" };
  return { ok: false, reason: run.state === "applying" || run.state === "asked" ? "under-way" : "not-to-apply" };
}

async function applyAll(services: Services, run: Run, claim: string, actor: Actor): Promise<void> {
  try {
    for (let batch = 1; await applySome(services, run, claim, actor); batch++) {
      // Each time the register may have doubled.
      if (Number.isInteger(Math.log2(batch))) await analyseRegister(services.db);
    }
  } catch (error) {
    // A permanent failure would happen again each time somebody resumed the run.
    if (mayPass(error)) await releaseRun(services.db, run.id, claim).catch(() => {});
    else await fail(services, run.id, claim, actor).catch(() => {});
    throw error;
  }
}

/** Applies one batch, if the caller still holds the run. False when none was left. */
async function applySome(services: Services, { id }: Run, claim: string, actor: Actor): Promise<boolean> {
  const { db, clock } = services;
  return db.transaction(async (tx) => {
    const run = await holdRun(tx, id, claim);
    if (!run?.kind) return false;
    const lines = await nextToApply<unknown>(tx, id, run.appliedLine, linesAtOnce);
    const last = lines.at(-1);
    if (!last) {
      await finish(services, tx, run, actor);
      return false;
    }
    await lockRegister(tx);
    await writeVerdicts(tx, id, await importKind(run.kind).apply(tx, services, lines, actor));
    await updateRun(tx, id, { appliedLine: last.line, leaseUntil: leaseFrom(clock.now()) });
    return true;
  });
}

async function finish({ clock }: Services, tx: Services["db"], { id, lastLine }: Run, actor: Actor): Promise<void> {
  const now = clock.now();
  await erasePeople(tx, id);
  await updateRun(tx, id, { state: "done", appliedLine: lastLine, claim: null, leaseUntil: null, endedAt: now });
  const details = { import: id, ...(await countLines(tx, id)) };
  await record(tx, by(actor, { at: now, kind: "import.apply", outcome: "succeeded", details }));
}

/** Ends a run after an unforeseen failure: earlier batches stay, and what the lines say about people is erased. */
async function fail({ db, clock }: Services, id: string, claim: string, actor: Actor): Promise<void> {
  const now = clock.now();
  await db.transaction(async (tx) => {
    const run = await holdRun(tx, id, claim);
    if (!run) return;
    await erasePeople(tx, id);
    await updateRun(tx, id, { state: "failed", claim: null, leaseUntil: null, endedAt: now });
    const details = { import: id, line: run.appliedLine };
    await record(tx, by(actor, { at: now, kind: "import.apply", outcome: "failed", details }));
  });
}

function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + leaseSeconds * 1_000);
}
