import type { JournalLine } from "@/lib/audit/lines-of";

/**
 * Returns a line of the journal as given to the person it is about. When somebody else acted, leaves out that person's
 * name and the address of their computer, which are their own data; their roles and the network stay. `account`: the
 * system account that typed a command.
 */
export function asGiven(line: JournalLine, ownUids: readonly string[]) {
  const { id, at, kind, outcome, reason, actor, actorRoles, address, network, details } = line;
  const { staff: _, deskAddress: __, account, ...facts } = details ?? {};
  const isOther = account !== undefined || (actor !== null && !ownUids.includes(actor));
  return {
    number: id,
    at,
    kind,
    outcome,
    reason,
    by: isOther ? "staff" : actor ? "you" : "nobody signed in",
    staffRoles: isOther ? actorRoles : null,
    address: isOther ? null : address,
    network,
    details: facts,
  };
}
