import "server-only";
import { isStaffToo } from "@/lib/directory/affiliations";
import { callBudget, Deadline } from "@/lib/directory/deadline";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { unavailability } from "@/lib/errors";
import type { Population } from "@/lib/population";
import type { Services } from "@/lib/services";
import { wasWritten } from "./queries";

/** An account that has a password of its own, which no sheet may replace: of a student who is a colleague too, or of a colleague. */
export type OpenAccount = "also-staff" | "account-open";

interface SheetOf {
  population: Population;
  credentialId: string;
}

/**
 * Whose open account it is, if it is a colleague's; null for every other one. One that is not open yet has no password to lose, and neither has one that
 * this sheet opened itself before the service stopped; one whose state cannot be read is taken for open.
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

/** What the first step gives the directory to answer: the last one asks it again. Milliseconds. */
const firstPatience = callBudget / 5;

/** The same, asked as soon as the sheet is proven, so that nobody fills the whole way for nothing. Null when the directory does not say. */
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
