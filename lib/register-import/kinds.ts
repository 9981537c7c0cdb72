import "server-only";
import type { Database } from "@/db/client";
import type { Services } from "@/lib/services";
import type { Actor } from "./actor";
import { cardImport } from "./cards/card-import";
import { enrolmentImport } from "./enrolments/enrolment-import";
import type { Read } from "./line-reader";
import type { NewLine, StagedLine, Verdict } from "./lines/queries";
import type { RunKind } from "./queries";
import { staffImport } from "./staff/staff-import";

/** What the register's day and the institution's rules make of a line. */
export interface ReadingRules {
  /** The institution's day, `YYYY-MM-DD`. */
  today: string;
  institution: Services["institution"];
}

/** What sets one kind of file apart; all else is the same for enrolments, cards and staff. */
export interface ImportKind<Content> {
  read(cells: readonly string[], at: Partial<Record<string, number>>, rules: ReadingRules): Read<Content>;
  /** What two lines are compared by. */
  keysOf(content: Content): Pick<NewLine, "person" | "facts" | "item">;
  /** Whom the register knows under what lines say, however each says it: what two lines are compared by from then on. */
  resolve(db: Database, lines: readonly StagedLine<Content>[]): Promise<{ line: number; person: string }[]>;
  /** Refuses the lines of a file that contradict each other. */
  refuseContradictions(db: Database, runId: string): Promise<void>;
  /** What each line would do to the register. */
  judge(db: Database, lines: readonly StagedLine<Content>[]): Promise<Verdict[]>;
  /** Does it, in the caller's transaction; answers the lines that came to something else than was foreseen. */
  apply(tx: Database, services: Services, lines: readonly StagedLine<Content>[], actor: Actor): Promise<Verdict[]>;
}

const kinds = { enrolments: enrolmentImport, cards: cardImport, staff: staffImport };

/** What was staged under a kind is read back under the same one: the content fits, which the compiler cannot know. */
export function importKind(kind: RunKind): ImportKind<unknown> {
  return kinds[kind] as ImportKind<unknown>;
}
