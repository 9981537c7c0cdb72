import { connectDatabase } from "@/db/client";
import { type JournalReport, verifyJournal } from "@/lib/audit/verify";
import { dateInWords } from "@/lib/http/day";
import type { Services } from "@/lib/services";
import { type Command, misused } from "./command";
import { isHelpAsked } from "./help";
import { onServices } from "./services";
import { commandLineWords } from "./words";

/** How long reading the whole journal may take, in milliseconds: it may have tens of millions of lines a year. */
const patience = 3_600_000;

/** `verify`: reports whether the journal is sound. Returns 0 when it is, 1 otherwise. Writes nothing. */
export const journal: Command = async (words, terminal, source) => {
  const t = commandLineWords(terminal.locale);
  if (isHelpAsked(words[0])) {
    terminal.say(t("journal.help"));
    return 0;
  }
  if (words.length !== 1 || words[0] !== "verify") {
    terminal.complain(t("journal.misused"));
    return misused;
  }
  return onServices(source, terminal, async (services) => {
    const { lines, oldest, newest, faults } = await verifyPatiently(services);
    for (const fault of faults) terminal.complain(t(`journal.faults.${fault.kind}`, { ...fault }));
    if (faults.length > 0) return 1;
    const { timeZone } = services.institution;
    const day = (instant: Date | null) =>
      instant ? dateInWords(instant, terminal.locale, { dateStyle: "long", timeZone }) : "";
    terminal.say(t("journal.sound", { lines, oldest: day(oldest), newest: day(newest) }));
    return 0;
  });
};

/** Uses its own connection, because the service's stop a statement as soon as a request would. */
async function verifyPatiently({ clock, env }: Services): Promise<JournalReport> {
  const { db, pool } = connectDatabase(env.databaseUrl, patience);
  try {
    return await verifyJournal({ db, clock });
  } finally {
    await pool.end();
  }
}
