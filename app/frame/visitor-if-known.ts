import "server-only";
import { unavailability } from "@/lib/errors";
import { currentVisitor } from "@/lib/session/current-visitor";

/** Returns the person signed in; null for nobody, or while the database is unavailable: some pages need no name. */
export async function visitorIfKnown() {
  try {
    return await currentVisitor();
  } catch (error) {
    if (unavailability(error)?.dependency === "database") return null;
    throw error;
  }
}
