import type { AuditLine } from "@/lib/audit/record";
import type { Run } from "./queries";

/** Who imports, for the journal: a person in the pages, or the system account that typed a command. */
export type Actor = NonNullable<Run["actor"]>;

/** Returns an actor with only what the journal records of a person in the pages, since a file may wait with it. */
export function inThePages({ visitor, caller }: { [Who in "visitor" | "caller"]: NonNullable<Actor[Who]> }): Actor {
  const { address, network, requestId } = caller;
  return { visitor: { uid: visitor.uid, roles: visitor.roles }, caller: { address, network, requestId } };
}

/** Returns the journal line with its actor. */
export function by({ visitor, caller, account }: Actor, line: AuditLine): AuditLine {
  return { ...line, actor: visitor, caller, details: { ...line.details, ...(account && { account }) } };
}
