import { createReadStream } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { basename } from "node:path";
import type { Population } from "@/lib/population";
import { applyImport } from "@/lib/register-import/apply-import";
import { longestMegabytes } from "@/lib/register-import/file/import-file";
import { planImport } from "@/lib/register-import/plan-import";
import { readLines, readRun } from "@/lib/register-import/read-run";
import type { FileRefusal } from "@/lib/register-import/refuse-file";
import { sayReasons } from "@/lib/register-import/say-reasons";
import { whoseFile } from "@/lib/register-import/whose-file";
import type { Services } from "@/lib/services";
import { type Command, misused } from "./command";
import { isHelpAsked } from "./help";
import { onServices } from "./services";
import type { Terminal } from "./terminal";
import { importWords } from "./words";

/** The addresses of the reports. */
const pages: Record<Population, string> = { student: "/scolarite/import", staff: "/ressources-humaines/import" };

/**
 * Checks a file of enrolments, of cards or of staff and applies it; with `--dry-run`, only says what would change.
 * Returns 0 when every line passed, 1 when a line or the file was refused: the lines that passed are applied even so.
 */
export const importFile: Command = async (words, terminal, source) => {
  const t = importWords(terminal.locale);
  if (isHelpAsked(words[0])) {
    terminal.say(t("command.help"));
    return 0;
  }
  const isDry = words.includes("--dry-run");
  const [path, surplus] = words.filter((word) => word !== "--dry-run");
  if (path === undefined || path.startsWith("--") || surplus !== undefined) {
    const word = path?.startsWith("--") ? path : surplus;
    terminal.complain(word === undefined ? t("command.noFile") : t("command.takesNo", { word }));
    return misused;
  }
  const code = await whyNotReadable(path);
  if (code) {
    terminal.complain(t("command.unreadable", { file: path, code }));
    return 1;
  }
  return onServices(source, terminal, (services) => importInto(services, path, isDry, terminal));
};

async function importInto(opened: Services, path: string, isDry: boolean, terminal: Terminal): Promise<number> {
  const t = importWords(terminal.locale);
  const file = { name: basename(path), read: () => createReadStream(path) };
  const actor = { visitor: null, caller: null, account: userInfo().username };
  const population = await whoseFile(opened, file);
  const id = await planImport(opened, file, actor, population);
  const planned = await readRun(opened, id, population);
  if (planned?.run.state === "refused") {
    const reason = planned.run.refusal as FileRefusal;
    const values = { columns: "", count: 0, line: 0, megabytes: longestMegabytes, ...planned.run.refusalValues };
    terminal.complain(t(`refusals.${reason}.title`, values));
    terminal.complain(t(`refusals.${reason}.text`, values));
    return 1;
  }
  // Said before the file is applied, which erases the content of its lines; lines overtaken meanwhile are said after.
  const run = { id, population };
  const said = await sayRefused(opened, run, new Set(), terminal);
  if (!isDry) {
    const outcome = await applyImport(opened, id, actor, population);
    if (!outcome.ok) {
      terminal.complain(t(`notApplied.${outcome.reason}`));
      return 1;
    }
    await sayRefused(opened, run, said, terminal);
  }
  const report = await readRun(opened, id, population);
  if (!report) throw new Error("an import is gone");
  const left = report.counts.refuse - said.size;
  if (left > 0) terminal.complain(t("command.more", { count: left }));
  terminal.say(t(isDry ? "command.would" : "command.did", report.counts));
  if (isDry) terminal.say(t("command.dry"));
  terminal.say(t("command.page", { address: `${opened.env.publicUrl}${pages[population]}/${id}` }));
  return report.counts.refuse === 0 ? 0 : 1;
}

/** Prints the first refused lines, except those in `said`; the page has them all. Returns all that were printed. */
async function sayRefused(
  opened: Services,
  { id, population }: { id: string; population: Population },
  said: Set<number>,
  terminal: Terminal,
): Promise<Set<number>> {
  const t = importWords(terminal.locale);
  for (const line of await readLines(opened, id, "refuse", 1, population)) {
    if (said.has(line.line)) continue;
    terminal.complain(t("command.refusedLine", { line: line.line, reasons: sayReasons(line, t) }));
    said.add(line.line);
  }
  return said;
}

/** Returns the system's error code for a file that is missing, forbidden or a folder; null when it can be read. */
async function whyNotReadable(path: string): Promise<string | null> {
  try {
    await access(path, constants.R_OK);
    return (await stat(path)).isFile() ? null : "EISDIR";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "?";
  }
}
