import type { AuditLine } from "@/lib/audit/record";
import type { SheetSelection } from "./rules";

/** One printing: who asks, and for which students. */
export interface Run {
  /** A UUID made by the requesting page: sent twice, it is one run. */
  id: string;
  selection: SheetSelection;
  /** Null for the command line. */
  actor: AuditLine["actor"];
  caller?: AuditLine["caller"];
  /** On the command line: the system account that typed it. */
  account?: string;
}
