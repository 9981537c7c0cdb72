import "server-only";
import { registerDay } from "@/lib/account-closing/rules";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { faultOfEntry } from "@/lib/errors";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import { selectOpenAccounts } from "./queries";
import { canBeAsked, isClosedInDirectory, witnesses } from "./rules";

type Asking = Pick<Services, "db" | "directory" | "clock" | "institution">;

/**
 * Returns a person's directory entry, found by the name that their population has; `unasked` when the directory would
 * not be asked about that name; `unfit` when its answer does not describe one person. Throws `DirectoryUnavailable`.
 */
export async function findEntry(
  { directory, institution }: Pick<Services, "directory" | "institution">,
  { population, identifier }: { population: Population; identifier: string },
): Promise<DirectoryPerson | null | "unasked" | "unfit"> {
  if (!canBeAsked({ population, identifier }, institution)) return "unasked";
  try {
    return await (population === "staff"
      ? directory.findByStaffLogin(identifier)
      : directory.findByIdentifier(identifier));
  } catch (error) {
    if (faultOfEntry(error)) return "unfit";
    throw error;
  }
}

/** Returns how many of some accounts that must be open the directory shows open. Throws `DirectoryUnavailable`. */
export async function countShown(services: Asking, population: Population): Promise<{ asked: number; shown: number }> {
  const { db, clock, institution } = services;
  const day = registerDay(clock.now(), institution.timeZone);
  const accounts = await selectOpenAccounts(db, { population, day, count: witnesses });
  let shown = 0;
  for (const account of accounts) {
    const entry = await findEntry(services, account);
    if (typeof entry !== "string" && !isClosedInDirectory(entry)) shown++;
  }
  return { asked: accounts.length, shown };
}
