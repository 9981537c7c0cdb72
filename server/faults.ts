import { findingOf } from "@/commands/doctor/settings/environment";
import { doctorWords } from "@/commands/words";
import { DatabaseIsNewer } from "@/db/newer";
import { DatabaseNotOpened } from "@/db/not-opened";
import { SettingsError } from "@/lib/env";
import type { SettingFault } from "@/lib/read-settings";
import { inTerminalLanguage, terminalLocale } from "@/scripts/say.mjs";

/** The reason why the service cannot start, as one plain sentence. */
export class PlainFault extends Error {
  constructor(french: string, english: string) {
    super(inTerminalLanguage(french, english));
    this.name = "PlainFault";
  }
}

/** Returns the sentence that explains a failed start; null for an unforeseen fault, whose stack is shown instead. */
export function plainSentence(error: unknown): string | null {
  if (error instanceof PlainFault) return error.message;
  if (error instanceof SettingsError) return settingsSentence(error.faults);
  if (error instanceof DatabaseNotOpened) return databaseSentence(error);
  if (error instanceof DatabaseIsNewer) return doctorWords(terminalLocale)("findings.database.migrations.newer");
  if (!(error instanceof Error)) return null;
  const code = "code" in error ? error.code : "";
  if (code === "ENOSPC" || /No space left on device|Check free disk space/.test(error.message)) {
    return inTerminalLanguage("Le disque est plein.", "The disk is full.");
  }
  const place = "path" in error && error.path;
  if (place && code === "ENOENT") {
    return inTerminalLanguage(`${place} est introuvable.`, `${place} cannot be found.`);
  }
  if (place && /^(EACCES|EROFS|EPERM|ENOTDIR|EEXIST|ENAMETOOLONG|ELOOP)$/.test(String(code))) {
    return inTerminalLanguage(`${place} n’est pas accessible en écriture.`, `${place} cannot be written to.`);
  }
  return null;
}

/** Returns one sentence for one fault, or a list of several. */
function settingsSentence(faults: readonly SettingFault[]): string {
  const t = doctorWords(terminalLocale);
  const [first = "", ...others] = faults.map(findingOf).map(({ says, values }) => t(`findings.${says}`, values));
  if (others.length === 0) return first;
  const head = inTerminalLanguage("Des réglages manquent ou sont faux :", "Some settings are missing or wrong:");
  return [head, ...[first, ...others].map((fault) => `  - ${fault}`)].join("\n");
}

function databaseSentence({ said }: DatabaseNotOpened): string {
  return inTerminalLanguage(
    `La base de données de DATABASE_URL ne s’ouvre pas : ${said}.`,
    `The database of DATABASE_URL cannot be opened: ${said}.`,
  );
}
