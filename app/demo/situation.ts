import type { DemoStudent } from "@/embedded/demo-people";
import type { Standing } from "@/lib/demo/queries";
import type { Institution } from "@/lib/institution";
import { openingOf } from "@/lib/opening";
import { type PopulationRules, rulesOf } from "@/lib/population";

export type Situation =
  | { kind: "opensLater"; opensAt: Date }
  | {
      kind:
        | "toActivate"
        | "sheetExpired"
        | "opened"
        | "active"
        | "olderCharter"
        | "suspended"
        | "lostCard"
        | "doubleStatus";
    };

/** Returns in one word what a visitor can try with this student now. */
export function situationOf(
  student: DemoStudent,
  standing: Standing | undefined,
  now: Date,
  institution: Institution,
): Situation {
  if (!student.password) return situationOfNewcomer(standing, now, rulesOf(institution, student.population));
  if (student.state === "suspended") return { kind: "suspended" };
  if (student.affiliations.includes("employee")) return { kind: "doubleStatus" };
  if (student.cards.some(({ state }) => state === "lost")) return { kind: "lostCard" };
  return { kind: student.recoveryEmail ? "active" : "olderCharter" };
}

function situationOfNewcomer(standing: Standing | undefined, now: Date, rules: PopulationRules): Situation {
  if (!standing) return { kind: "toActivate" };
  if (standing.activatedAt) return { kind: "opened" };
  const opensAt = openingOf(standing.enrolledOn, rules);
  if (opensAt > now) return { kind: "opensLater", opensAt };
  return { kind: standing.sheetExpiresAt && standing.sheetExpiresAt <= now ? "sheetExpired" : "toActivate" };
}
