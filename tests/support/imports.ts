import { asc, eq } from "drizzle-orm";
import { cards, enrolments, importLines, importRuns, students } from "@/db/schema";
import type { Population } from "@/lib/population";
import { applyImport } from "@/lib/register-import/apply-import";
import type { ImportFile } from "@/lib/register-import/file/import-file";
import { planImport } from "@/lib/register-import/plan-import";
import { caller, startWorld } from "./first-connections";

export const registrar = { visitor: { uid: "morel-c", roles: ["staff", "registrar"] as const }, caller };

/** Starts a register, with what a person who imports files does. */
export async function startImports() {
  const world = await startWorld();
  const { db, services } = world;
  const run = async (id: string) => {
    const [row] = await db.select().from(importRuns).where(eq(importRuns.id, id));
    if (!row) throw new Error("no such import");
    return row;
  };
  const lines = async (id: string) =>
    db.select().from(importLines).where(eq(importLines.runId, id)).orderBy(asc(importLines.line));
  return {
    ...world,
    run,
    lines,
    plan: (file: ImportFile, population: Population = "student") => planImport(services, file, registrar, population),
    /** Reads a file. Returns what each line would do: `2 create new-student`. */
    async foreseen(file: ImportFile, population: Population = "student"): Promise<string[]> {
      const id = await planImport(services, file, registrar, population);
      return (await lines(id)).map(wordsOf);
    },
    /** Reads and applies a file. Returns what each line did. */
    async imported(file: ImportFile, population: Population = "student"): Promise<string[]> {
      const id = await planImport(services, file, registrar, population);
      const outcome = await applyImport(services, id, registrar, population);
      if (!outcome.ok) throw new Error(`not applied: ${outcome.reason} ${(await run(id)).refusal}`);
      return (await lines(id)).map(wordsOf);
    },
    apply: (id: string, own = services, population: Population = "student") =>
      applyImport(own, id, registrar, population),
    students: () => db.select().from(students).orderBy(asc(students.identifier)),
    enrolments: () => db.select().from(enrolments).orderBy(asc(enrolments.stageCode)),
    cards: () => db.select().from(cards).orderBy(asc(cards.number)),
  };
}

export type Imports = Awaited<ReturnType<typeof startImports>>;

function wordsOf({ line, outcome, reasons, otherLine }: typeof importLines.$inferSelect): string {
  return [line, outcome, ...reasons, otherLine ?? []].flat().join(" ");
}
