import { useTranslations } from "next-intl";
import { Facts } from "@/app/ui/facts";
import type { RunReport } from "@/lib/register-import/read-run";

const outcomes = ["create", "change", "unchanged", "refuse"] as const;

/** How many lines have each outcome. */
export function Counts({ counts, isDone }: { counts: RunReport["counts"]; isDone: boolean }) {
  const t = useTranslations(isDone ? "registerImport.done" : "registerImport.outcomes");
  const tOf = useTranslations("registerImport");
  return (
    <Facts
      facts={outcomes.map((outcome) => ({
        key: outcome,
        term: t(outcome),
        value: tOf("number", { count: counts[outcome] }),
      }))}
    />
  );
}
