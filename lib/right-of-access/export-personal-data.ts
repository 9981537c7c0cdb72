import "server-only";
import { record } from "@/lib/audit/record";
import { gatherData } from "@/lib/personal-data/gather-data";
import type { Services } from "@/lib/services";
import { findAsked, type Officer } from "./find-asked";

/**
 * All that the service holds of a person, for the data protection officer to hand to them: what they would be given themselves
 * (`gatherData`), and whose it is. Null for nobody. Who took whose is on record before anything leaves. `typed`: an identifier or a staff
 * login. Throws `Unavailable` when the directory or the database does not answer: half of it would pass for the whole.
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
