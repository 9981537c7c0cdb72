import "server-only";
import { heldClosedSince, registerDay } from "@/lib/account-closing/rules";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import { countShown, findEntry } from "./ask-directory";
import { eraseAccount } from "./erasure/erase-account";
import { deleteNoted, type Noted, postponeAll, takeNoted, updateNoted } from "./queries";
import { afterDisbelief, holdTime, isBelieved, isClosedInDirectory, isErasable, mostAtOnce, nextLook } from "./rules";

/**
 * Looks at the people whom `noteClosings` noted, one by one, and erases everything about those whom every look, for as
 * many days as the institution says, has found closed in both register and directory. Any number of instances may run
 * it, and each continues where another stopped. Concludes nothing while the directory cannot be believed. Returns whether
 * the directory was asked about anybody. Throws `Unavailable` when it does not answer.
 */
export async function lookAtClosings(services: Services): Promise<boolean> {
  const { db, clock, institution } = services;
  const { closedAccountDays } = institution.retention;
  let hasAsked = false;
  if (!closedAccountDays) return hasAsked;
  const isDirectoryBelieved = believing(services);
  for (let looked = 0; looked < mostAtOnce; looked++) {
    const now = clock.now();
    const day = registerDay(now, institution.timeZone);
    const noted = await takeNoted(db, { day, now, until: new Date(now.getTime() + holdTime) });
    if (!noted) break;
    if (!noted.isClosedInRegister) {
      await deleteNoted(db, noted);
      continue;
    }
    const entry = await findEntry(services, noted);
    if (entry !== "unasked") hasAsked = true;
    await conclude(services, noted, entry, { days: closedAccountDays, isDirectoryBelieved });
  }
  return hasAsked;
}

async function conclude(
  services: Services,
  noted: Noted,
  entry: Awaited<ReturnType<typeof findEntry>>,
  { days, isDirectoryBelieved }: { days: number; isDirectoryBelieved: ReturnType<typeof believing> },
): Promise<void> {
  const { db, clock } = services;
  const now = clock.now();
  const found = (closedSince: Date | null) =>
    updateNoted(db, noted, { closedSince, lookedAt: now, nextLookAt: nextLook(now, closedSince, days) });
  // The answer does not describe this account: what earlier looks found remains, for as long as it may.
  if (typeof entry === "string") return updateNoted(db, noted, { nextLookAt: nextLook(now, null, days) });
  if (!isClosedInDirectory(entry)) return found(null);
  if (!(await isDirectoryBelieved(noted.population))) return postponeAll(db, noted.population, afterDisbelief(now));
  const closedSince = heldClosedSince(noted, now);
  if (isErasable(closedSince, now, days)) return eraseAccount(services, noted, entry);
  return found(closedSince ?? now);
}

/** Returns whether to believe the directory when it shows somebody of a population as gone. Asks once per turn. */
function believing(services: Services) {
  const known = new Map<Population, boolean>();
  return async (population: Population): Promise<boolean> => {
    const before = known.get(population);
    if (before !== undefined) return before;
    const { asked, shown } = await countShown(services, population);
    const isSo = isBelieved({ asked, shown });
    known.set(population, isSo);
    if (!isSo)
      console.warn(
        `closed accounts: of ${asked} ${population} account(s) that the register holds open, the directory shows ${shown}; nothing is concluded until tomorrow`,
      );
    return isSo;
  };
}
