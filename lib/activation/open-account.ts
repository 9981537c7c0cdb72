import "server-only";
import { isStaffToo } from "@/lib/directory/affiliations";
import { callBudget, Deadline } from "@/lib/directory/deadline";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { unavailability } from "@/lib/errors";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import { wasWritten } from "./queries";

/** An open account with a password that no sheet may replace: a colleague's, or a student's who is also a colleague. */
export type OpenAccount = "also-staff" | "account-open";

interface SheetOf {
  population: Population;
  credentialId: string;
}

/**
 * Returns why no sheet may replace this account's password; null when one may. An account that is not active yet has no
 * password to lose, nor has one that this sheet opened before the service stopped. An account whose state cannot be
 * read counts as open.
 */
export async function whoseOpenAccount(
  { db }: Pick<Services, "db">,
  {
    person,
    population,
    credentialId,
  }: SheetOf & { person: Pick<DirectoryPerson, "affiliations" | "groups" | "state"> },
): Promise<OpenAccount | null> {
  const reason = population === "staff" ? "account-open" : isStaffToo(person) ? "also-staff" : null;
  if (!reason || person.state === "inactive" || (await wasWritten(db, credentialId))) return null;
  return reason;
}

/** The time that the first step gives the directory: the last step checks again. Milliseconds. */
const firstPatience = callBudget / 5;

/**
 * Returns why no sheet may replace this person's password, as soon as the sheet is proven, so that nobody fills in the
 * whole wizard for nothing. Null when the directory does not answer.
 */
export async function openAccountOf(
  services: Services,
  sheet: SheetOf & { identifier: string },
): Promise<OpenAccount | null> {
  try {
    const person = await new Deadline(firstPatience).race(services.directory.findByLogin(sheet.identifier));
    return person && (await whoseOpenAccount(services, { person, ...sheet }));
  } catch (error) {
    if (unavailability(error)?.dependency === "directory") return null;
    throw error;
  }
}
