import type { JournalLine } from "@/lib/audit/lines-of";

/**
 * A line of the journal as the person whom it is about is given it. What another person's act says of that person, their name and the
 * address of their computer, is theirs: the roles and the network stay. `account`: the system's account that typed a command.
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
