import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import { issueSheets } from "@/lib/credential-sheet/issue-sheets";
import type { SheetSelection } from "@/lib/credential-sheet/rules";
import type { Services } from "@/lib/services";
import { type Command, misused } from "./command";
import { isHelpAsked } from "./help";
import { onServices } from "./services";
import { openOutput } from "./sheets/open-output";
import { populationAsked } from "./sheets/population-asked";
import { readRequest } from "./sheets/read-request";
import type { Terminal } from "./terminal";
import { sheetsWords } from "./words";

/**
 * Issues and prints sheets into a new file, which only its owner may read. Returns 0 when everyone asked for has one, 1
 * otherwise. A Ctrl-C or a full disk interrupts the printing: the file is removed, and its sheets must be printed
 * again.
 */
export const sheets: Command = async (words, terminal, source) => {
  const t = sheetsWords(terminal.locale);
  if (isHelpAsked(words[0])) {
    terminal.say(t("help"));
    return 0;
  }
  const request = readRequest(words);
  if (!request.ok) {
    terminal.complain(t(`misused.${request.reason}`));
    terminal.complain(t("help"));
    return misused;
  }
  const { wanted, isStaff, out } = request;
  return onServices(source, terminal, async (services, stopping) => {
    const population = populationAsked({ identifiers: wanted.identifiers, isStaff }, services.institution);
    if (!population) {
      terminal.complain(t("misused.no-staff"));
      return misused;
    }
    const printing = print(services, { ...wanted, population }, out, terminal, stopping.asked);
    // When interrupted, it must remove its file and end its run before the services close.
    stopping.add(() => printing.catch(() => {}));
    return printing;
  });
};

async function print(
  services: Services,
  selection: SheetSelection,
  out: string,
  terminal: Terminal,
  stopped: AbortSignal,
): Promise<number> {
  const t = sheetsWords(terminal.locale);
  const output = await openOutput(out);
  if (!output) {
    terminal.complain(t("exists", { file: out }));
    return 1;
  }
  try {
    const run = { id: randomUUID(), selection, actor: null, account: userInfo().username };
    const outcome = await issueSheets(services, run);
    if (outcome.ok) await output.write(outcome.pdf, stopped);
    else await output.discard();
    if (outcome.ok || outcome.reason === "nobody") {
      for (const { identifier, reason } of outcome.refused) terminal.complain(t(`refused.${reason}`, { identifier }));
    }
    if (!outcome.ok) {
      terminal.complain(t("nobody"));
      return 1;
    }
    terminal.say(t("done", { count: outcome.students.length, replaced: outcome.replaced, file: out }));
    return outcome.refused.length > 0 ? 1 : 0;
  } catch (error) {
    await output.discard();
    throw error;
  }
}
