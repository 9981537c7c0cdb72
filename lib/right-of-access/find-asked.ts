import "server-only";
import { record } from "@/lib/audit/record";
import type { Caller } from "@/lib/network/caller";
import { findPerson, type Person } from "@/lib/personal-data/find-person";
import type { Services } from "@/lib/services";
import { normaliseLogin } from "@/lib/session/prove-password";
import type { Visitor } from "@/lib/session/visitor";

/** Who looks for somebody's data, and from where. */
export interface Officer {
  visitor: Visitor;
  caller: Caller;
}

/**
 * Returns the person whom this identifier or staff login names (see `findPerson`). When it names nobody, records that,
 * but never what was typed: people type passwords anywhere.
 */
export async function findAsked(services: Services, officer: Officer, typed: string): Promise<Person | null> {
  const { db, clock } = services;
  const person = await findPerson(services, normaliseLogin(typed));
  if (person) return person;
  const { visitor: actor, caller } = officer;
  const line = { kind: "personal-data.export", outcome: "refused", reason: "unknown-identifier" } as const;
  await record(db, { at: clock.now(), ...line, actor, caller });
  return null;
}
