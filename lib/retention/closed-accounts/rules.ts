import { erasableFrom } from "@/lib/account-closing/rules";
import { isAdmitted } from "@/lib/directory/admitted";
import type { DirectoryPerson } from "@/lib/directory/directory";
import type { Institution } from "@/lib/institution";
import type { Population } from "@/lib/population";

const aDay = 24 * 60 * 60_000;

/** How long one look has a student to itself; what failed or stopped halfway is done again after that. Milliseconds. */
export const holdTime = 10 * 60_000;

/** How many people one turn looks at: the directory has others to answer. */
export const mostAtOnce = 100;

/** How many accounts that must be open are checked before anybody is considered gone. */
export const witnesses = 10;

/** The time between two looks at a person whom the register does not count. */
const lookAgainAfter = 7 * aDay;

/** Returns when a directory that cannot be believed is asked again. */
export function afterDisbelief(now: Date): Date {
  return new Date(now.getTime() + aDay);
}

/** Returns the next look: a week later, or on the very day when the account may be erased, if sooner. */
export function nextLook(now: Date, closedSince: Date | null, days: number): Date {
  const inAWeek = new Date(now.getTime() + lookAgainAfter);
  const due = closedSince && erasableFrom(closedSince, days);
  return due && due > now && due < inAWeek ? due : inAWeek;
}

/** True when each look, for that many days, has found the account closed. */
export function isErasable(closedSince: Date | null, now: Date, days: number): boolean {
  return closedSince !== null && erasableFrom(closedSince, days) <= now;
}

/** True when the directory has no entry, or an inactive one: not open yet, or no longer. A suspended one may reopen. */
export function isClosedInDirectory(person: Pick<DirectoryPerson, "state"> | null): boolean {
  return person === null || person.state === "inactive";
}

/**
 * False when the directory shows under eight in ten of the accounts that must be open: it is misread (another base,
 * rights lost, a server restored empty).
 */
export function isBelieved({ asked, shown }: { asked: number; shown: number }): boolean {
  return asked > 0 && shown * 10 >= asked * 8;
}

/** False for an identifier that the patterns no longer admit: `findBy…` would return null without asking. */
export function canBeAsked(
  { population, identifier }: { population: Population; identifier: string },
  { patterns }: Pick<Institution, "patterns">,
): boolean {
  return isAdmitted(population === "staff" ? patterns.staffLogin : patterns.studentIdentifier, identifier);
}
