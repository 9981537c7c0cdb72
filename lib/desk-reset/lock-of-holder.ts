import "server-only";
import type { Locked } from "@/lib/directory/directory";
import { unavailability } from "@/lib/errors";
import type { Services } from "@/lib/services";
import type { Reset } from "./queries";

/**
 * Returns the lock that failed sign-ins have set on the account of this reset's student, as the directory shows it at
 * this moment. Also null when the directory does not answer: what staff must do does not depend on it.
 */
export async function lockOfHolder(
  { directory }: Pick<Services, "directory">,
  { student }: Pick<Reset, "student">,
): Promise<Locked | null> {
  try {
    return (await directory.findByIdentifier(student.identifier))?.locked ?? null;
  } catch (error) {
    if (unavailability(error)) return null;
    throw error;
  }
}
