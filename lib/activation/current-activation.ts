import "server-only";
import type { Database } from "@/db/client";
import type { Institution } from "@/lib/institution";
import { hashToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { type ActivationRow, findById, findByToken, touch } from "./queries";
import { doneReadableMinutes, idleMinutes } from "./rules";
import { currentStep, type ProvenStep, type Step } from "./steps";

/** A first connection under way, or just done, and whose it is. */
export interface Activation {
  id: string;
  step: ProvenStep;
  /** The sheet that opened it. */
  credentialId: string;
  studentId: string;
  identifier: string;
  /** The university address. */
  mail: string;
  givenName: string;
  familyName: string;
  birthDate: string;
  componentCode: string;
  componentName: string;
  stages: string[];
}

/**
 * The first connection that this browser's token opened, or null: never opened, idle for thirty minutes, begun again elsewhere, its
 * sheet revoked, or done for more than ten minutes. Asking counts as activity.
 */
export async function currentActivation(services: Services, token: string | undefined): Promise<Activation | null> {
  if (!token) return null;
  const { db, clock, institution } = services;
  const now = clock.now();
  const row = await findByToken(db, hashToken(token), {
    idleSince: new Date(now.getTime() - idleMinutes * 60_000),
    readableSince: new Date(now.getTime() - doneReadableMinutes * 60_000),
  });
  if (!row) return null;
  const step = stepOf(row, institution);
  if (step !== "done") await touch(db, row.id, now);
  const { recoveryAddressId, recoveryConfirmedAt, charterAcceptanceId, completedAt, ...student } = row;
  return { ...student, step };
}

/** The step that is due at this very instant: another window, or another browser, may have changed it since the page was asked for. */
export async function stepNow({ institution }: Services, db: Database, { id }: Activation): Promise<Step> {
  const row = await findById(db, id);
  return row ? stepOf(row, institution) : "identity";
}

function stepOf(row: ActivationRow, { recoveryConfirmation }: Institution): ProvenStep {
  const recoveryEmail = recoveryConfirmation === "required" ? row.recoveryConfirmedAt : row.recoveryAddressId;
  return currentStep({
    recoveryEmail: recoveryEmail !== null,
    charterAccepted: row.charterAcceptanceId !== null,
    passwordSet: row.completedAt !== null,
  });
}
