import { userInfo } from "node:os";
import { catchUp } from "@/lib/after-restore/catch-up";
import { dateInWords } from "@/lib/http/day";
import { type Command, misused } from "./command";
import { isHelpAsked } from "./help";
import { onServices } from "./services";
import { commandLineWords } from "./words";

/**
 * Brings a database that was restored to an older state up to what the directory knows, before the service starts
 * again. With `--dry-run`, says what it would do. Returns 0 when everybody could be judged, 1 otherwise.
 */
export const restored: Command = async (words, terminal, source) => {
  const t = commandLineWords(terminal.locale);
  if (isHelpAsked(words[0])) {
    terminal.say(t("restored.help"));
    return 0;
  }
  const isTrial = words[0] === "--dry-run";
  if (words.length > (isTrial ? 1 : 0)) {
    terminal.complain(t("restored.misused"));
    return misused;
  }
  return onServices(source, terminal, async (services) => {
    const { opened, unread, lastLine, ...ended } = await catchUp(services, { isTrial, account: userInfo().username });
    for (const identifier of opened) terminal.say(identifier);
    for (const identifier of unread) terminal.complain(t("restored.unread", { identifier }));
    const how = isTrial ? "trial" : "done";
    terminal.say(t(`restored.${how}.accounts`, { count: opened.length }));
    terminal.say(t(`restored.${how}.ended`, ended));
    if (lastLine) {
      const { timeZone } = services.institution;
      const at = dateInWords(lastLine, terminal.locale, { dateStyle: "long", timeStyle: "short", timeZone });
      terminal.say(t("restored.gap", { at }));
    }
    return unread.length > 0 ? 1 : 0;
  });
};
