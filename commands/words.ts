import { createTranslator } from "use-intl/core";
import type { Locale } from "@/lib/http/locale";
import { messages } from "@/messages/catalogue";

/** The sentences of the command line itself. */
export function commandLineWords(locale: Locale) {
  return createTranslator({ locale, messages: messages[locale], namespace: "commandLine" });
}

/** The sentences of `import`. */
export function importWords(locale: Locale) {
  return createTranslator({ locale, messages: messages[locale], namespace: "registerImport" });
}

/** The sentences of `doctor`. */
export function doctorWords(locale: Locale) {
  return createTranslator({ locale, messages: messages[locale], namespace: "doctor" });
}

/** The sentences of `sheets`. */
export function sheetsWords(locale: Locale) {
  return createTranslator({ locale, messages: messages[locale], namespace: "sheets.command" });
}
