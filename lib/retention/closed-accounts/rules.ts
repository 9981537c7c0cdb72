import { erasableFrom } from "@/lib/account-closing/rules";
import { isAdmitted } from "@/lib/directory/admitted";
import type { DirectoryPerson } from "@/lib/directory/directory";
import type { Institution } from "@/lib/institution";
import type { Population } from "@/lib/population";

const aDay = 24 * 60 * 60_000;

/** Whoever looks at a student is alone with them for so long; what failed, or stopped halfway, is done again after that. Milliseconds. */
export const holdTime = 10 * 60_000;

/** How many one turn looks at: the directory has others to answer. */
export const mostAtOnce = 100;

/** How many accounts that must be open are asked for, before anybody is taken to be gone. */
export const witnesses = 10;

/** Whom the register counts no more is looked at so long after the last time. */
const lookAgainAfter = 7 * aDay;

/** When a directory that cannot be believed is asked again. */
export function afterDisbelief(now: Date): Date {
  return new Date(now.getTime() + aDay);
}

/** A week later; on the day itself, where the account may be erased before that. */
export function nextLook(now: Date, closedSince: Date | null, days: number): Date {
  const inAWeek = new Date(now.getTime() + lookAgainAfter);
  const due = closedSince && erasableFrom(closedSince, days);
  return due && due > now && due < inAWeek ? due : inAWeek;
}

/** Held closed at each look for so many days. */
export function isErasable(closedSince: Date | null, now: Date, days: number): boolean {
  return closedSince !== null && erasableFrom(closedSince, days) <= now;
}

/** What the directory says of an account: no entry, or one that is not open yet or any more. A suspended one may open again. */
export function isClosedInDirectory(person: Pick<DirectoryPerson, "state"> | null): boolean {
  return person === null || person.state === "inactive";
}

/** A directory that shows less than eight in ten of the accounts that must be open is misread: another base, rights lost, a server restored empty. */
export function isBelieved({ asked, shown }: { asked: number; shown: number }): boolean {
  return asked > 0 && shown * 10 >= asked * 8;
}

/** False for an identifier that the institution's patterns admit no more: the directory would say that it is nobody's, unasked. */
export function canBeAsked(
  { population, identifier }: { population: Population; identifier: string },
  { patterns }: Pick<Institution, "patterns">,
): boolean {
  return isAdmitted(population === "staff" ? patterns.staffLogin : patterns.studentIdentifier, identifier);
}
