import type { useTranslations } from "next-intl";
import type { JournalLine } from "@/lib/audit/lines-of";
import { kindWord, outcomeWords, reasonsOf } from "@/lib/audit/words";

/** A line in clear words: its codes where no words are known for them, since a line is never hidden. `t`: of `journal`. */
export function wordsOfLine(t: ReturnType<typeof useTranslations<"journal">>, line: JournalLine) {
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
    details: Object.entries(line.details ?? {}).map(([name, value]) =>
      t.has(`details.${name}`) ? t(`details.${name}`, { value: textOf(name, value) }) : `${name} ${value}`,
    ),
    outcome: t(`outcomes.${outcomeWords[line.outcome]}`),
    reasons: reasonsOf(line.reason).map((reason) => (t.has(`reasons.${reason}`) ? t(`reasons.${reason}`) : reason)),
  };
}
