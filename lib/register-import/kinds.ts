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

/** What a line is read with: the day, and the institution's rules. */
export interface ReadingRules {
  /** The institution's day, `YYYY-MM-DD`. */
  today: string;
  institution: Services["institution"];
}

/** What differs between kinds of file: enrolments, cards and staff. The rest is common. */
export interface ImportKind<Content> {
  read(cells: readonly string[], at: Partial<Record<string, number>>, rules: ReadingRules): Read<Content>;
  /** Returns the keys by which two lines are compared. */
  keysOf(content: Content): Pick<NewLine, "person" | "facts" | "item">;
  /** Maps each line to a known person, whichever identifier it uses. Lines are then compared by that person. */
  resolve(db: Database, lines: readonly StagedLine<Content>[]): Promise<{ line: number; person: string }[]>;
  /** Refuses the lines of a file that contradict each other. */
  refuseContradictions(db: Database, runId: string): Promise<void>;
  /** Returns what each line would do to the register. */
  judge(db: Database, lines: readonly StagedLine<Content>[], institution: Services["institution"]): Promise<Verdict[]>;
  /** Applies the lines, in the caller's transaction. Returns the lines that are refused after all. */
  apply(tx: Database, services: Services, lines: readonly StagedLine<Content>[], actor: Actor): Promise<Verdict[]>;
}

const kinds = { enrolments: enrolmentImport, cards: cardImport, staff: staffImport };

/** Returns the functions of a kind. Lines are read back under the kind they were staged under, so the content fits. */
export function importKind(kind: RunKind): ImportKind<unknown> {
  return kinds[kind] as ImportKind<unknown>;
}
