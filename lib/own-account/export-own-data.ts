import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import { findPerson } from "@/lib/personal-data/find-person";
import { gatherData } from "@/lib/personal-data/gather-data";
import type { Services } from "@/lib/services";
import type { Visitor } from "@/lib/session/visitor";

/**
 * Returns all that the service has about the visitor, student or staff, as one JSON document (see `gatherData`), and
 * records it. Throws `Unavailable` when the directory or the database does not answer: half would pass for the whole.
 */
export async function exportOwnData(
  services: Services,
  { visitor, caller }: { visitor: Visitor; caller: Caller },
): Promise<string> {
  const { db, clock } = services;
  const person = await findPerson(services, visitor.login);
  if (!person) throw new Error("a signed-in person is nobody");
  const at = clock.now();
  const line = { at, kind: "own-account.export", actor: visitor, subject: person.identifier, caller } as const;
  await record(db, { ...line, outcome: "succeeded" });
  return gatherData(services, person, at);
}
