import "server-only";
import type { Change } from "ldapjs";
import { DirectoryUnavailable } from "@/lib/errors";
import { resultCodes, wasOvertaken } from "./answer";
import type { Connection, Entry } from "./connection";
import type { Deadline } from "./deadline";
import { ldapjs } from "./ldapjs";
import { relabel } from "./supann";
import { unexpectedOfChange } from "./unexpected";

/** How often somebody else may have changed the same values in between before we give up. */
const attempts = 3;

/**
 * Reads these attributes of an entry, then makes the changes that `plan` asks for; none, when it asks for none. Values are deleted
 * and added by name, so that a change made by somebody else in between is seen by the server, and the plan made again. Throws
 * `DirectoryUnavailable`, which says why, when that was not done.
 */
export async function changeEntry(
  connection: Connection,
  dn: string,
  attributes: string[],
  plan: (entry: Entry) => Change[],
  deadline: Deadline,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const [entry] = await connection.search(dn, { scope: "base", attributes }, deadline);
    // It was found a moment ago. Nothing to change in what is not shown would be told as done.
    if (!entry) throw new DirectoryUnavailable(new Error(`${dn} is not shown to the service account any more`));
    const changes = plan(entry);
    if (changes.length === 0) return;
    const answer = await connection.modify(dn, changes, deadline);
    if (answer.status === resultCodes.success) return;
    if (!wasOvertaken(answer) || attempt === attempts) throw unexpectedOfChange(answer);
  }
}

/** The changes that leave `value` as the only one of its label in that attribute. */
export function relabelled(entry: Entry, attribute: string, label: string, value: string): Change[] {
  const difference = relabel(entry.values(attribute), label, value);
  if (!difference) return [];
  return [
    ...(difference.remove.length > 0 ? [change("delete", attribute, difference.remove)] : []),
    change("add", attribute, difference.add),
  ];
}

/** The change that lets the entry hold the attributes of an auxiliary class, when it does not have it yet. */
export function withClass(entry: Entry, objectClass: string): Change[] {
  const has = entry.values("objectClass").some((name) => name.toLowerCase() === objectClass.toLowerCase());
  return has ? [] : [change("add", "objectClass", [objectClass])];
}

/** The changes that leave `value` as the only one of that attribute. */
export function setTo(entry: Entry, attribute: string, value: string): Change[] {
  const former = entry.values(attribute);
  if (former.length === 1 && former[0] === value) return [];
  return [...takenAway(entry, attribute), change("add", attribute, [value])];
}

/** The change that leaves nothing of that attribute. */
export function takenAway(entry: Entry, attribute: string): Change[] {
  const former = entry.values(attribute);
  return former.length > 0 ? [change("delete", attribute, former)] : [];
}

/** Written over whatever is there, for what may not be read. */
export function replaced(attribute: string, value: string | Buffer): Change {
  return change("replace", attribute, [value]);
}

function change(operation: "add" | "delete" | "replace", type: string, values: (string | Buffer)[]): Change {
  // The types know only strings; ldapjs sends bytes as they are.
  return new ldapjs.Change({ operation, modification: { type, values: values as string[] } });
}
