import "server-only";
import { onOneLine } from "@/lib/errors";
import { resultCodes } from "./answer";
import type { Connection } from "./connection";
import type { Deadline } from "./deadline";
import type { CreateEntryOutcome, RegisterFacts } from "./directory";
import { findPerson, type PeoplePlace } from "./find-person";
import type { NewEntryRules } from "./flavors/flavor";
import { ldapjs } from "./ldapjs";
import { newEntry } from "./new-entry";
import { unexpectedOfChange } from "./unexpected";

export interface NewPeoplePlace extends PeoplePlace {
  peopleDn: string;
  rules: NewEntryRules;
}

/**
 * Creates a student's entry, unless one with that identifier exists. Refuses, and logs, a short name that another entry
 * has: we do not guess whose it is. Throws `DirectoryUnavailable`, with the reason, when the server does not allow the
 * creation.
 */
export async function createEntry(
  connection: Connection,
  place: NewPeoplePlace,
  facts: RegisterFacts,
  deadline: Deadline,
): Promise<CreateEntryOutcome> {
  const find = () => findPerson(connection, place, place.attributes.studentIdentifier, facts.identifier, deadline);
  const present = await find();
  if (present) return { ok: true, person: present };

  const entry = newEntry(facts, place.peopleDn, place.attributes, place.rules);
  if (!entry) return refused("no-uid", `no short name can be made of ${facts.identifier}`);
  const holder = await holderOf(connection, place, entry.uid, deadline);
  const answer = holder ? null : await connection.add(entry.dn, entry.attributes, deadline);
  // Of two concurrent calls for the same student, the second finds the entry that the first created.
  const person = isThere(answer?.status) ? await find() : null;
  if (person) return { ok: true, person };
  if (!answer || answer.status === resultCodes.entryAlreadyExists) {
    return refused("uid-taken", `${facts.identifier} would be ${entry.uid}, which ${holder ?? entry.dn} is`);
  }
  throw unexpectedOfChange(answer, `${entry.dn} was not made:`);
}

/**
 * True when the entry may exist. For a duplicate, some servers report a constraint violation, others an existing entry.
 * `undefined` means that no add was sent, because an entry with the short name was found.
 */
function isThere(status: number | undefined): boolean {
  const { success, entryAlreadyExists, constraintViolation } = resultCodes;
  return status === undefined || [success, entryAlreadyExists, constraintViolation].some((code) => code === status);
}

/** Returns the name of any entry in the whole tree that has this short name. */
async function holderOf(
  connection: Connection,
  { baseDn, attributes }: PeoplePlace,
  uid: string,
  deadline: Deadline,
): Promise<string | undefined> {
  const filter = new ldapjs.EqualityFilter({ attribute: attributes.uid, value: uid });
  const found = await connection.search(baseDn, { scope: "sub", filter, attributes: ["1.1"], sizeLimit: 1 }, deadline);
  return found[0]?.dn;
}

function refused(reason: "no-uid" | "uid-taken", fault: string): CreateEntryOutcome {
  console.error(`directory: no entry made: ${onOneLine(fault)}`);
  return { ok: false, reason };
}
