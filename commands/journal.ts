import { verifyJournal } from "@/lib/audit/verify";
import { dateInWords } from "@/lib/http/day";
import { type Command, misused } from "./command";
import { isHelpAsked } from "./help";
import { onServices } from "./services";
import { commandLineWords } from "./words";

/** `verify`: says whether the journal is sound. Returns 0 when it is, 1 otherwise. Writes nothing. */
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
    const { lines, oldest, newest, faults } = await verifyJournal(services);
    for (const fault of faults) terminal.complain(t(`journal.faults.${fault.kind}`, { ...fault }));
    if (faults.length > 0) return 1;
    const { timeZone } = services.institution;
    const day = (instant: Date | null) =>
      instant ? dateInWords(instant, terminal.locale, { dateStyle: "long", timeZone }) : "";
    terminal.say(t("journal.sound", { lines, oldest: day(oldest), newest: day(newest) }));
    return 0;
  });
};
