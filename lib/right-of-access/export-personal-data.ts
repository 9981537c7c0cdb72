import "server-only";
import { record } from "@/lib/audit/record";
import { gatherData } from "@/lib/personal-data/gather-data";
import type { Services } from "@/lib/services";
import { findAsked, type Officer } from "./find-asked";

/**
 * Returns all that the service has about a person, for the data protection officer to give them: the identifier, and
 * what they would get themselves (`gatherData`); null for nobody. Records who took whose data first. `typed`: an
 * identifier or a staff login. Throws `Unavailable` when the directory or the database does not answer: half would pass
 * for the whole.
 */
export async function exportPersonalData(
  services: Services,
  officer: Officer,
  typed: string,
): Promise<{ identifier: string; document: string } | null> {
  const person = await findAsked(services, officer, typed);
  if (!person) return null;
  const { identifier } = person;
  const { visitor: actor, caller } = officer;
  const at = services.clock.now();
  const line = { kind: "personal-data.export", outcome: "succeeded", subject: identifier } as const;
  await record(services.db, { at, ...line, actor, caller });
  return { identifier, document: await gatherData(services, person, at) };
}
