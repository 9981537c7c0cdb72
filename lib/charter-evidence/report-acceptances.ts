import "server-only";
import { selectAcceptancesOf } from "@/lib/charter/queries";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import { countByComponent, countByVersion } from "./queries";

/** Counts the people of one population who accepted, by component and by version. Nobody is named. */
export async function reportAcceptances({ db, clock }: Pick<Services, "db" | "clock">, population: Population) {
  const now = clock.now();
  const [counted, versions] = await Promise.all([
    countByComponent(db, population, now),
    countByVersion(db, population, now),
  ]);
  // In dictionary order, É with E, whatever the database's collation.
  const components = counted.toSorted((a, b) => a.name.localeCompare(b.name, "fr"));
  const accounts = components.reduce((sum, component) => sum + component.accounts, 0);
  const accepted = components.reduce((sum, component) => sum + component.accepted, 0);
  return { accounts, accepted, components, versions };
}

/** Returns what the student with this identifier accepted, newest first; empty when nothing or nobody is found. */
export async function acceptancesOfIdentifier({ db }: Pick<Services, "db">, identifier: string) {
  return selectAcceptancesOf(db, { identifier: identifier.trim().toLowerCase() });
}
