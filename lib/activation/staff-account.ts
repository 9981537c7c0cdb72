import "server-only";
import { isStaffToo } from "@/lib/directory/affiliations";
import { callBudget, Deadline } from "@/lib/directory/deadline";
import type { DirectoryPerson } from "@/lib/directory/directory";
import { unavailability } from "@/lib/errors";
import type { Services } from "@/lib/services";
import { wasWritten } from "./queries";

/**
 * True for the account of a colleague, with a password of its own that no sheet may replace. One that is not open yet has none, and neither
 * has one that this sheet opened itself before the service stopped; one whose state cannot be read is taken for open.
 */
export async function isLiveStaffAccount(
  { db }: Pick<Services, "db">,
  person: Pick<DirectoryPerson, "affiliations" | "groups" | "state">,
  credentialId: string,
): Promise<boolean> {
  if (!isStaffToo(person) || person.state === "inactive") return false;
  return !(await wasWritten(db, credentialId));
}

/** What the first step gives the directory to answer: the last one asks it again. Milliseconds. */
const firstPatience = callBudget / 5;

/** The same, asked as soon as the sheet is proven, so that nobody fills the whole way for nothing. False when the directory does not say. */
export async function ownsLiveStaffAccount(
  services: Services,
  { identifier, credentialId }: { identifier: string; credentialId: string },
): Promise<boolean> {
  try {
    const person = await new Deadline(firstPatience).race(services.directory.findByIdentifier(identifier));
    return person !== null && (await isLiveStaffAccount(services, person, credentialId));
  } catch (error) {
    if (unavailability(error)?.dependency === "directory") return false;
    throw error;
  }
}
