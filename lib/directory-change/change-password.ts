import type { Database } from "@/db/client";
import { type AuditLine, record } from "@/lib/audit/record";
import type { AuditReason } from "@/lib/audit/words";
import type { DirectoryPerson, SetPasswordOutcome } from "@/lib/directory/directory";
import { mayBeMade } from "@/lib/directory/unexpected";
import type { Caller } from "@/lib/network/caller";
import type { Services } from "@/lib/services";
import { forgetBinds } from "@/lib/throttle/binds";
import { ensurePassword } from "./ensure-password";

/** What every journal line of one change has in common. */
export type Operation = Omit<AuditLine, "at" | "outcome">;

/** A change in progress: its claim is taken, and its journal line `begun` is committed. */
export interface BegunChange {
  /** What every journal line of this change has in common. */
  operation: Operation;
  /** Lets another change of this person's password begin. */
  freeClaim(db: Database): Promise<void>;
}

interface PasswordChange extends BegunChange {
  person: DirectoryPerson;
  /** Normalised. */
  password: string;
  caller: Caller;
  /** Runs once the directory has the password: does all that follows, including the line `succeeded`. */
  finish(): Promise<void>;
}

/**
 * Sets the password in the directory, then does what follows from its outcome (decision 7). Throws the error that
 * stopped it. The journal line ends as `failed` when the directory did not take the password. It stays open, for the
 * service to close, when the directory took it and our own tables failed, and when nobody knows whether it did
 * (decision 35).
 */
export async function changePassword(services: Services, change: PasswordChange): Promise<SetPasswordOutcome> {
  const { person, password, caller, freeClaim, finish } = change;
  const outcome = await ensurePassword(services, person, password, caller).catch(async (error) => {
    const isOver = mayBeMade(error) ? freeClaim(services.db) : abandonChange(services, change, "failed", "unavailable");
    // The database may be unavailable too; the claim then expires.
    await isOver.catch(() => undefined);
    throw error;
  });
  if (!outcome.ok) {
    await abandonChange(services, change, "refused", outcome.reason);
    return outcome;
  }
  await finish().catch(async (error) => {
    // A retry then does not wait until the claim expires.
    await freeClaim(services.db).catch(() => undefined);
    throw error;
  });
  await forgetFailedBinds(services, person, caller);
  return outcome;
}

/** Ends a change that the directory did not make: frees the claim and ends the journal line in one transaction. */
export function abandonChange(
  { db, clock }: Pick<Services, "db" | "clock">,
  { operation, freeClaim }: BegunChange,
  outcome: "refused" | "failed",
  reason: AuditReason,
): Promise<void> {
  return db.transaction(async (tx) => {
    await freeClaim(tx);
    await record(tx, { ...operation, at: clock.now(), outcome, reason });
  });
}

/** Forgets the failed binds of an account whose password has just been set. If it cannot, logs so: the change is made. */
export async function forgetFailedBinds(
  services: Services,
  { dn }: Pick<DirectoryPerson, "dn">,
  { requestId }: Caller,
): Promise<void> {
  await forgetBinds(services, dn).catch((error) =>
    console.error(`request ${requestId}: failed binds not forgotten`, error),
  );
}
