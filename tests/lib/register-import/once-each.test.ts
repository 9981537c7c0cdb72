import { expect, test } from "vitest";
import type { Verdict } from "@/lib/register-import/lines/queries";
import { onceEach } from "@/lib/register-import/once-each";

test("of the lines that would write one thing, the first does; one that writes nothing stands in nobody's way", () => {
  const lines: [Verdict["outcome"], key: string | null][] = [
    ["unchanged", "one"],
    ["refuse", "one"],
    ["create", "one"],
    ["change", "one"],
    ["unchanged", "one"],
    ["create", "other"],
    ["create", "other"],
    ["create", null],
    ["create", null],
  ];
  const judged = lines.map(([outcome, key], line) => ({ key, verdict: { line, outcome, reasons: [] } }));
  const outcomes = onceEach(judged, ({ key }) => key).map(({ verdict }) => verdict.outcome);
  expect(outcomes.slice(0, 5)).toEqual(["unchanged", "refuse", "create", "refuse", "unchanged"]);
  expect(outcomes.slice(5)).toEqual(["create", "refuse", "create", "create"]);
});
