import "server-only";
import type { Locked } from "@/lib/directory/directory";
import { unavailability } from "@/lib/errors";
import type { Services } from "@/lib/services";
import type { Reset } from "./queries";

/**
 * Whether failed sign-ins have locked the account of this reset's student, as the directory says at this instant. Null too when it does
 * not answer: what staff are to do does not depend on it.
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
