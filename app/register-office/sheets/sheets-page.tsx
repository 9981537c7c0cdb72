import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { chooseStudents } from "@/lib/credential-sheet/choose-students";
import { selectionInput } from "@/lib/credential-sheet/input";
import { readComponents, readRun, readRuns } from "@/lib/credential-sheet/read-runs";
import { readInput } from "@/lib/forms/read-input";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { registrars } from "../access";
import { Choice } from "./choice";
import { Confirmation } from "./confirmation";
import { RunResult } from "./run-result";

export async function sheetsMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sheets"))("pageTitle") };
}

const shownRuns = 8;

/** Choose whose sheets to print; then, for a choice, how many that makes; then what became of a printing. */
export async function SheetsPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  await requireRole(registrars);
  const query = await searchParams;
  const printing = z.uuid().safeParse(query.printing);
  const run = printing.success ? await readRun(services(), printing.data) : null;
  if (run) return <RunResult run={run} />;
  const selection = readInput(selectionInput, query);
  if (selection.ok) {
    return <Confirmation selection={selection.value} chosen={await chooseStudents(services(), selection.value)} />;
  }
  const [components, runs] = await Promise.all([readComponents(services()), readRuns(services(), shownRuns)]);
  const isRefused = Object.values(query).some(Boolean) && !query.printing;
  return <Choice components={components} runs={runs} isRefused={isRefused} />;
}
