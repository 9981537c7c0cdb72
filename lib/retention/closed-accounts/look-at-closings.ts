import "server-only";
import { registerDay } from "@/lib/account-closing/rules";
import { unavailability } from "@/lib/errors";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import { countShown, findEntry } from "./ask-directory";
import { eraseAccount } from "./erasure/erase-account";
import { type Closing, deleteClosing, postponeDue, takeClosing, updateClosing } from "./queries";
import {
  afterDisbelief,
  canBeAsked,
  holdTime,
  isBelieved,
  isClosedInDirectory,
  isErasable,
  mostAtOnce,
  nextLook,
} from "./rules";

/**
 * Looks at those whom `noteClosings` noted, one by one: of whom the register and the directory have both held closed, at each look, for the
 * days that the institution says, everything is erased. Any number of instances may do so at once, and go on where another stopped. While the
 * directory is away, or cannot be believed, nothing is concluded of anybody.
 */
export async function lookAtClosings(services: Services): Promise<void> {
  const { db, clock, institution } = services;
  const { closedAccountDays } = institution.retention;
  if (!closedAccountDays) return;
  const isDirectoryBelieved = believing(services);
  for (let looked = 0; looked < mostAtOnce; looked++) {
    const now = clock.now();
    const day = registerDay(now, institution.timeZone);
    const closing = await takeClosing(db, { day, now, until: new Date(now.getTime() + holdTime) });
    if (!closing) return;
    try {
      await look(services, closing, { days: closedAccountDays, isDirectoryBelieved });
    } catch (error) {
      if (unavailability(error)?.dependency !== "directory") throw error;
      return;
    }
  }
}

async function look(
  services: Services,
  closing: Closing,
  { days, isDirectoryBelieved }: { days: number; isDirectoryBelieved: ReturnType<typeof believing> },
): Promise<void> {
  const { db, clock, institution } = services;
  const { closedSince, population } = closing;
  if (!closing.isClosedInRegister) return deleteClosing(db, closing);
  const lookedSince = (since: Date | null) =>
    updateClosing(db, closing, { closedSince: since, nextLookAt: nextLook(clock.now(), since, days) });
  if (!canBeAsked(closing, institution)) return lookedSince(closedSince);
  const person = await findEntry(services, closing);
  if (!isClosedInDirectory(person)) return lookedSince(null);
  const now = clock.now();
  if (!(await isDirectoryBelieved(population))) return postponeDue(db, closing, now, afterDisbelief(now));
  if (isErasable(closedSince, now, days)) return eraseAccount(services, closing, person);
  return lookedSince(closedSince ?? now);
}

/** Whether the directory is to be believed of a population when it says that somebody is gone: asked once a turn, told in the log when it is not. */
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
