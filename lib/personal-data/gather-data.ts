import "server-only";
import { acceptancesOf } from "@/lib/charter/accept";
import type { Services } from "@/lib/services";
import { selectAccount } from "./account/queries";
import { asGiven } from "./as-given";
import { selectChanges } from "./changes/queries";
import type { Person } from "./find-person";
import { selectTraces } from "./traces/queries";

/**
 * Returns all that the service has about a person, as one JSON document for them to read (rights of access and to
 * portability, GDPR articles 15 and 20). It contains no secret, not even hashed; nothing but the roles of the staff who
 * appear in it; and nothing about the people whom they helped themselves.
 */
export async function gatherData(
  { db, institution, env }: Pick<Services, "db" | "institution" | "env">,
  person: Person,
  at: Date,
): Promise<string> {
  const { register, studentId, entry, identifiers, uids } = person;
  const { name, help } = institution;
  const { journal, ...traces } = await selectTraces(db, person);
  const document = {
    about: {
      controller: name.fr,
      contact: help.dpo.mail,
      information: new URL("/donnees-personnelles", env.publicUrl),
      madeAt: at,
    },
    identifiers,
    register,
    ...(studentId && (await selectAccount(db, studentId))),
    charterAcceptances: studentId ? await acceptancesOf(db, studentId) : [],
    directory: entry,
    ...(studentId && (await selectChanges(db, studentId))),
    ...traces,
    journal: journal.map((line) => asGiven(line, uids)),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
