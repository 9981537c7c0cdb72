import type { AuditLine } from "@/lib/audit/record";
import type { Run } from "./queries";

/** Who imports, as the journal is to say it: somebody in the pages, or the system's account that typed a command. */
export type Actor = NonNullable<Run["actor"]>;

/** Somebody in the pages: what the journal says of them, and no more, since a file may wait with it. */
export function inThePages({ visitor, caller }: { [Who in "visitor" | "caller"]: NonNullable<Actor[Who]> }): Actor {
  const { address, network, requestId } = caller;
  return { visitor: { uid: visitor.uid, roles: visitor.roles }, caller: { address, network, requestId } };
}

/** A line of the journal, with who acts. */
export function by({ visitor, caller, account }: Actor, line: AuditLine): AuditLine {
  return { ...line, actor: visitor, caller, details: { ...line.details, ...(account && { account }) } };
}
