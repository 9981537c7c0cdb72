import type { Services } from "@/lib/services";
import type { Bind } from "@/lib/throttle/binds";
import type { DirectoryPerson, SetPasswordOutcome } from "./directory";
import { ensurePassword } from "./ensure-password";
import { mayBeMade } from "./unexpected";

/** What a journey does around the directory (decision 7). Its claim holds, and its line `begun` is committed, before any of it. */
interface AroundDirectory {
  /** The directory did not take the password: frees the claim and ends the line, both or neither. */
  release(outcome: "refused" | "failed", reason: string): Promise<void>;
  /** The directory holds it: all that follows from that, the line's end included. */
  finish(): Promise<void>;
  freeClaim(): Promise<void>;
}

/**
 * The middle of a change of password: the directory, then what follows from its answer. Throws what stopped it; the line is then ended as
 * failed where the directory was away, and left open where it was our own tables, since the password did change, or where the directory may
 * have taken it and its answer was lost (decision 35).
 */
export async function changePassword(
  services: Services,
  { person, password, caller }: { person: DirectoryPerson; password: string; caller: Bind["caller"] },
  { release, finish, freeClaim }: AroundDirectory,
): Promise<SetPasswordOutcome> {
  const outcome = await ensurePassword(services, person, password, caller).catch(async (error) => {
    // The database may be away as well: then the line is closed later.
    await (mayBeMade(error) ? freeClaim() : release("failed", "unavailable")).catch(() => undefined);
    throw error;
  });
  if (!outcome.ok) {
    await release("refused", outcome.reason);
    return outcome;
  }
  await finish().catch(async (error) => {
    // Nothing is written of how it ended: it did not fail. Whoever tries again need not wait for the claim.
    await freeClaim().catch(() => undefined);
    throw error;
  });
  return outcome;
}
