import type { useTranslations } from "next-intl";
import type { JournalLine } from "@/lib/audit/lines-of";
import { kindWord, outcomeWords, reasonsOf } from "@/lib/audit/words";

/** Returns a line in plain words, or its codes when they have none, so that no line is hidden. `t`: of `journal`. */
export function wordsOfLine(t: ReturnType<typeof useTranslations<"journal">>, line: JournalLine) {
  const places = Object.keys(t.raw("details"));
  const placeOf = (name: string) => (places.includes(name) ? places.indexOf(name) : places.length);
  const wordOf = (kind: string) => {
    const known = kindWord(kind);
    return known ? t(`kinds.${known}`) : kind;
  };
  const textOf = (name: string, value: unknown) => {
    if (typeof value === "number") return value;
    const text = String(value);
    if (name === "kind") return wordOf(text);
    return name === "outcome" && text in outcomeWords ? t(`outcomes.${text as JournalLine["outcome"]}`) : text;
  };
  return {
    what: wordOf(line.kind),
    // The database keeps no order: the order of the words in the catalogue applies.
    details: Object.entries(line.details ?? {})
      .toSorted(([a], [b]) => placeOf(a) - placeOf(b))
      .map(([name, value]) =>
        t.has(`details.${name}`) ? t(`details.${name}`, { value: textOf(name, value) }) : `${name} ${value}`,
      ),
    outcome: t(`outcomes.${outcomeWords[line.outcome]}`),
    reasons: reasonsOf(line.reason).map((reason) => (t.has(`reasons.${reason}`) ? t(`reasons.${reason}`) : reason)),
  };
}
