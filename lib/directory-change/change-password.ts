import type { Database } from "@/db/client";
import { type AuditLine, record } from "@/lib/audit/record";
import type { DirectoryPerson, SetPasswordOutcome } from "@/lib/directory/directory";
import { mayBeMade } from "@/lib/directory/unexpected";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import { forgetBinds } from "@/lib/throttle/binds";
import { ensurePassword } from "./ensure-password";

/** A change that has begun: its claim is held, and its line `begun` is committed. */
export interface BegunChange {
  /** What every line of this change says. */
  operation: Omit<AuditLine, "at" | "outcome">;
  /** Lets the next password of this person in. */
  freeClaim(db: Database): Promise<void>;
}

interface PasswordChange extends BegunChange {
  person: DirectoryPerson;
  /** Normalised. */
  password: string;
  caller: Caller;
  /** Once the directory holds the password: all that follows, with the line `succeeded`. */
  finish(): Promise<void>;
}

/**
 * The middle of a change of password (decision 7): the directory, then what follows from its answer. Throws what stopped it. The line is
 * then `failed` where the directory did not take the password. It stays open, for the service to close it, where the directory took the
 * password and our own tables failed, and where nobody knows whether it did (decision 35).
 */
export async function changePassword(services: Services, change: PasswordChange): Promise<SetPasswordOutcome> {
  const { person, password, caller, freeClaim, finish } = change;
  const outcome = await ensurePassword(services, person, password, caller).catch(async (error) => {
    const isOver = mayBeMade(error) ? freeClaim(services.db) : abandonChange(services, change, "failed", "unavailable");
    // The database may be away as well: the claim then runs out.
    await isOver.catch(() => undefined);
    throw error;
  });
  if (!outcome.ok) {
    await abandonChange(services, change, "refused", outcome.reason);
    return outcome;
  }
  await finish().catch(async (error) => {
    // Whoever tries again need not wait until the claim runs out.
    await freeClaim(services.db).catch(() => undefined);
    throw error;
  });
  // The password is changed and everyone is told: a count that fails now must not turn that into a refusal.
  await forgetBinds(services, person.dn).catch((error) =>
    console.error(`request ${caller.requestId}: failed binds not forgotten`, error),
  );
  return outcome;
}

/** Ends a change that the directory did not make: frees the claim and ends the line, both or neither. */
export function abandonChange(
  { db, clock }: Pick<Services, "db" | "clock">,
  { operation, freeClaim }: BegunChange,
  outcome: "refused" | "failed",
  reason: string,
): Promise<void> {
  return db.transaction(async (tx) => {
    await freeClaim(tx);
    await record(tx, { ...operation, at: clock.now(), outcome, reason });
  });
}
