import "server-only";
import { record } from "@/lib/audit/record";
import { dayOf } from "@/lib/calendar";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import { type Actor, by } from "./actor";
import { type Recognised, recogniseColumns } from "./columns/recognise";
import { type Encoding, examineFile } from "./file/examine";
import type { ImportFile } from "./file/import-file";
import { rowsOf, UnreadableLine } from "./file/rows";
import { type ImportKind, importKind } from "./kinds";
import type { RefusedRow } from "./line-reader";
import {
  analyseLines,
  countLines,
  insertLines,
  leaveRepeated,
  type NewLine,
  writePeople,
  writeVerdicts,
} from "./lines/queries";
import { insertRun, type Run, updateRun } from "./queries";
import { goOnReading, readingLease } from "./reading-lease";
import { type Refused, refuseFile } from "./refuse-file";
import { linesAtOnce, throughUndecided } from "./through-undecided";
import { deletePieces } from "./waiting/queries";

/**
 * Reads a file and foresees, line by line, what it would do to the register, which is unchanged. Returns the id of the
 * run, which those in charge of this population look at and apply, or which says why the file is refused.
 */
export async function planImport(
  services: Services,
  file: ImportFile,
  actor: Actor,
  population: Population,
): Promise<string> {
  const startedAt = services.clock.now();
  const run = { population, fileName: file.name, startedBy: actor.visitor?.uid ?? null, startedAt };
  const id = await insertRun(services.db, { ...run, state: "reading", leaseUntil: readingLease(startedAt) });
  await readImport(services, { id, population }, file, actor);
  return id;
}

/** Reads, as `planImport` does, a file whose run exists and was taken to be read. */
export async function readImport(
  services: Services,
  { id, population }: Pick<Run, "id" | "population">,
  file: ImportFile,
  actor: Actor,
): Promise<void> {
  try {
    const refusal = await stage(services, { id, population }, file);
    if (refusal) await refuseFile(services, id, refusal, actor);
    else await conclude(services, id, actor);
  } catch (error) {
    await refuseFile(services, id, { refusal: "interrupted" }, actor).catch(() => {});
    throw error;
  }
}

async function stage(
  services: Services,
  { id, population }: Pick<Run, "id" | "population">,
  file: ImportFile,
): Promise<Refused | null> {
  const { db, institution } = services;
  const examined = await examineFile(file);
  if (!examined.ok) return examined;
  const recognised = recogniseColumns(examined.beginning, institution, [population]);
  if (!recognised.ok) {
    const columns = "columns" in recognised ? recognised.columns : [];
    return { refusal: recognised.refusal, values: { columns: columns.join(", "), count: columns.length } };
  }
  await updateRun(db, id, { kind: recognised.kind, sha256: examined.sha256 });
  const kind = importKind(recognised.kind);
  const lastLine = await stageLines(services, id, file, { ...examined, ...recognised }, kind).catch((error) => {
    if (error instanceof UnreadableLine) return error;
    throw error;
  });
  if (lastLine instanceof UnreadableLine) return { refusal: lastLine.refusal, values: { line: lastLine.line } };
  if (lastLine === null) return { refusal: "no-lines" };
  await updateRun(db, id, { lastLine });
  await analyseLines(db);
  await throughUndecided(services, id, async (lines) => writePeople(db, id, await kind.resolve(db, lines)));
  await kind.refuseContradictions(db, id);
  await leaveRepeated(db, id);
  await throughUndecided(services, id, async (lines) =>
    writeVerdicts(db, id, await kind.judge(db, lines, institution)),
  );
  return null;
}

type Layout = Extract<Recognised, { ok: true }> & { encoding: Encoding };

const nobody = { person: null, facts: null, item: null };

/** Returns what is kept of a refused line: its wrong cells, for its owner to find, under the file's own names. */
function inWordsOfTheFile({ wrongDates, forbiddenIn }: RefusedRow, names: Partial<Record<string, string>>) {
  if (wrongDates.length + forbiddenIn.length === 0) return null;
  const named = (column: string) => names[column] ?? column;
  return {
    wrongDates: wrongDates.map(({ column, value }) => ({ column: named(column), value })),
    forbiddenIn: forbiddenIn.map(named),
  };
}

/** Reads every line into the database. Returns the number of the last one, or null when there is none. */
async function stageLines(
  { db, clock, institution }: Services,
  id: string,
  file: ImportFile,
  layout: Layout,
  kind: ImportKind<unknown>,
): Promise<number | null> {
  const rules = { today: dayOf(clock.now(), institution.timeZone), institution };
  let batch: NewLine[] = [];
  let lastLine: number | null = null;
  for await (const { line, cells } of rowsOf(file, layout)) {
    const read = kind.read(cells, layout.at, rules);
    batch.push(
      read.ok
        ? { line, outcome: null, reasons: [], ...kind.keysOf(read.content), content: read.content }
        : { line, outcome: "refuse", reasons: read.reasons, ...nobody, content: inWordsOfTheFile(read, layout.names) },
    );
    lastLine = line;
    if (batch.length < linesAtOnce) continue;
    await insertLines(db, id, batch);
    await goOnReading({ db, clock }, id);
    batch = [];
  }
  if (batch.length > 0) await insertLines(db, id, batch);
  return lastLine;
}

async function conclude({ db, clock }: Services, id: string, actor: Actor): Promise<void> {
  const counts = await countLines(db, id);
  await db.transaction(async (tx) => {
    await goOnReading({ db: tx, clock }, id);
    await updateRun(tx, id, { state: "ready", leaseUntil: null });
    const line = { at: clock.now(), kind: "import.plan", outcome: "succeeded" } as const;
    await deletePieces(tx, id);
    await record(tx, by(actor, { ...line, details: { import: id, ...counts } }));
  });
}
