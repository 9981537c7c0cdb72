import "server-only";
import { selectAcceptancesOf } from "@/lib/charter/queries";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import { countByComponent, countByVersion } from "./queries";

/** Of one population: how many people have accepted, and how many have not, by component and by version. Numbers only: nobody is named. */
export async function reportAcceptances({ db, clock }: Pick<Services, "db" | "clock">, population: Population) {
  const now = clock.now();
  const [counted, versions] = await Promise.all([
    countByComponent(db, population, now),
    countByVersion(db, population, now),
  ]);
  // In the order of a dictionary, É with E, whatever the database was made to sort by.
  const components = counted.toSorted((a, b) => a.name.localeCompare(b.name, "fr"));
  const accounts = components.reduce((sum, component) => sum + component.accounts, 0);
  const accepted = components.reduce((sum, component) => sum + component.accepted, 0);
  return { accounts, accepted, components, versions };
}

/** What the student of this identifier accepted, newest first; empty for whoever accepted nothing, or is nobody. */
export async function acceptancesOf({ db }: Pick<Services, "db">, identifier: string) {
  return selectAcceptancesOf(db, { identifier: identifier.trim().toLowerCase() });
}
