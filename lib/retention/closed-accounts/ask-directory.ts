import "server-only";
import { registerDay } from "@/lib/account-closing/rules";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { isAmbiguous } from "@/lib/errors";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import { selectOpenAccounts } from "./queries";
import { canBeAsked, isClosedInDirectory, witnesses } from "./rules";

type Asking = Pick<Services, "db" | "directory" | "clock" | "institution">;

/** The entry of somebody of the register, under the name that their population has. Throws `DirectoryUnavailable`, or `AmbiguousEntry`. */
export function findEntry(
  { directory }: Pick<Services, "directory">,
  { population, identifier }: { population: Population; identifier: string },
): Promise<DirectoryPerson | null> {
  return population === "staff" ? directory.findByStaffLogin(identifier) : directory.findByIdentifier(identifier);
}

/** Of some accounts that must be open, how many the directory shows so. Throws `DirectoryUnavailable`. */
export async function countShown(services: Asking, population: Population): Promise<{ asked: number; shown: number }> {
  const { db, clock, institution } = services;
  const day = registerDay(clock.now(), institution.timeZone);
  const accounts = await selectOpenAccounts(db, { population, day, count: witnesses });
  let shown = 0;
  for (const account of accounts) if (await isShown(services, account)) shown++;
  return { asked: accounts.length, shown };
}

async function isShown(services: Asking, account: { population: Population; identifier: string }): Promise<boolean> {
  if (!canBeAsked(account, services.institution)) return false;
  try {
    return !isClosedInDirectory(await findEntry(services, account));
  } catch (error) {
    if (isAmbiguous(error)) return false;
    throw error;
  }
}
