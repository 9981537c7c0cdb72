import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { nothingHere } from "@/app/nothing-here";
import { chooseStudents } from "@/lib/credential-sheet/choose-students";
import { selectionInput } from "@/lib/credential-sheet/input";
import { readComponents, readOpened, readRun, readRuns } from "@/lib/credential-sheet/read-runs";
import { readInput } from "@/lib/forms/read-input";
import { isUuid } from "@/lib/forms/uuid";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import type { Office } from "../offices";
import { isOpenHere, titledIn, wordsOf } from "../words";
import { Choice } from "./choice";
import { Confirmation } from "./confirmation";
import { RunResult } from "./run-result";

export function sheetsMetadata(office: Office): Promise<Metadata> {
  return titledIn(office, async () => (await getTranslations("sheets"))("pageTitle", wordsOf(office)));
}

export interface SheetsQuery {
  searchParams: Promise<Record<string, unknown>>;
}

const shownRuns = 8;
const shownAccounts = 20;

/** Chooses whose sheets to print; then, for a choice, shows how many that makes; then the outcome of the printing. */
export async function SheetsPage({ office, searchParams }: SheetsQuery & { office: Office }) {
  if (!isOpenHere(office)) return nothingHere();
  await requireRole(office.roles);
  const { population } = office;
  const query = await searchParams;
  const run = isUuid(query.printing) ? await readRun(services(), population, query.printing) : null;
  if (run) {
    const opened = await readOpened(services(), run, shownAccounts);
    return <RunResult office={office} run={run} opened={opened} query={query} />;
  }
  const selection = readInput(selectionInput(population), query);
  if (selection.ok) {
    const chosen = await chooseStudents(services(), selection.value);
    return <Confirmation office={office} selection={selection.value} chosen={chosen} />;
  }
  const [components, runs] = await Promise.all([
    readComponents(services(), population),
    readRuns(services(), population, shownRuns),
  ]);
  const isRefused = Object.values(query).some(Boolean) && !query.printing;
  return <Choice office={office} components={components} runs={runs} isRefused={isRefused} />;
}
