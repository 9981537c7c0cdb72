import "server-only";
import { unavailability } from "@/lib/errors";
import { currentVisitor } from "@/lib/session/current-visitor";

/** Who is signed in; null for nobody, and while the database cannot say: the help and the doors need nobody's name. */
export async function visitorIfKnown() {
  try {
    return await currentVisitor();
  } catch (error) {
    if (unavailability(error)?.dependency === "database") return null;
    throw error;
  }
}
