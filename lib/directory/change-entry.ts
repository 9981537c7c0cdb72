import "server-only";
import type { Change } from "ldapjs";
import { DirectoryUnavailable } from "@/lib/errors";
import { resultCodes, wasOvertaken } from "./answer";
import type { Connection, Entry } from "./connection";
import type { Deadline } from "./deadline";
import { ldapjs } from "./ldapjs";
import { relabel } from "./supann";
import { unexpectedOfChange } from "./unexpected";

/** Attempts before giving up, when other clients keep changing the same values. */
const attempts = 3;

/**
 * Reads these attributes of an entry, then makes the changes that `plan` returns, if any. Values are deleted and added
 * by name, so that the server notices a concurrent change and the plan is made again. Throws `DirectoryUnavailable`,
 * with the reason, when the changes could not be made.
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
    // The entry was found a moment ago. If it is not visible, an empty plan must not pass for a success.
    if (!entry) throw new DirectoryUnavailable(new Error(`${dn} is not shown to the service account any more`));
    const changes = plan(entry);
    if (changes.length === 0) return;
    const answer = await connection.modify(dn, changes, deadline);
    if (answer.status === resultCodes.success) return;
    if (!wasOvertaken(answer) || attempt === attempts) throw unexpectedOfChange(answer);
  }
}

/** Returns the changes that leave `value` as the only value with that label in the attribute. */
export function relabelled(entry: Entry, attribute: string, label: string, value: string): Change[] {
  const difference = relabel(entry.values(attribute), label, value);
  if (!difference) return [];
  return [
    ...(difference.remove.length > 0 ? [change("delete", attribute, difference.remove)] : []),
    change("add", attribute, difference.add),
  ];
}

/** Returns the change that adds an auxiliary class, for its attributes, to an entry that lacks it. */
export function withClass(entry: Entry, objectClass: string): Change[] {
  const has = entry.values("objectClass").some((name) => name.toLowerCase() === objectClass.toLowerCase());
  return has ? [] : [change("add", "objectClass", [objectClass])];
}

/** Returns the changes that leave `value` as the attribute's only value. */
export function setTo(entry: Entry, attribute: string, value: string): Change[] {
  const former = entry.values(attribute);
  if (former.length === 1 && former[0] === value) return [];
  return [...takenAway(entry, attribute), change("add", attribute, [value])];
}

/** Returns the change that deletes all the values that were read from the attribute. */
export function takenAway(entry: Entry, attribute: string): Change[] {
  const former = entry.values(attribute);
  return former.length > 0 ? [change("delete", attribute, former)] : [];
}

/** Returns the change that overwrites the attribute, for values that may not be read. */
export function replaced(attribute: string, value: string | Buffer): Change {
  return change("replace", attribute, [value]);
}

function change(operation: "add" | "delete" | "replace", type: string, values: (string | Buffer)[]): Change {
  // The type declarations allow only strings; ldapjs sends a Buffer unchanged.
  return new ldapjs.Change({ operation, modification: { type, values: values as string[] } });
}
