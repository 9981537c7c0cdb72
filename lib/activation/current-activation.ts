import "server-only";
import type { Database } from "@/db/client";
import type { Institution } from "@/lib/institution";
import { isServed, type Population, rulesOf } from "@/lib/population";
import { hashToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { type ActivationRow, findById, findByToken, touch } from "./queries";
import { doneReadableMinutes, wakefulness } from "./rules";
import { currentStep, type ProvenStep, type Step } from "./steps";

/** A first connection under way, or just done, and whose it is. */
export interface Activation {
  id: string;
  step: ProvenStep;
  /** Half an hour went by while a message waits to be confirmed: whoever is here now proves it by its code or its link, and can do nothing else. */
  isAsleep: boolean;
  /** The sheet that opened it. */
  credentialId: string;
  studentId: string;
  population: Population;
  identifier: string;
  /** The university address. */
  mail: string;
  givenName: string;
  familyName: string;
  birthDate: string;
  componentName: string;
  stages: string[];
}

/**
 * The first connection that this browser's token opened, or null: never opened, idle for thirty minutes, begun again elsewhere, its
 * sheet revoked, or done for more than ten minutes. Where the institution wants the address confirmed, it waits for that as long as the
 * message is good, and is over with it. Asking counts as activity, unless it is asleep.
 */
export async function currentActivation(services: Services, token: string | undefined): Promise<Activation | null> {
  if (!token) return null;
  const { db, clock, institution } = services;
  const now = clock.now();
  const row = await findByToken(db, hashToken(token), new Date(now.getTime() - doneReadableMinutes * 60_000));
  if (!row || !isServed(row.population, institution)) return null;
  const step = stepOf(row, institution);
  const waitsUntil =
    isConfirmationDue(institution, row.population) && step === "recovery-email" ? row.messageExpiresAt : null;
  const how = step === "done" ? "awake" : wakefulness({ lastSeenAt: row.lastSeenAt, waitsUntil }, now);
  if (how === "over") return null;
  if (how === "awake" && step !== "done") await touch(db, row.id, now);
  const {
    recoveryAddressId,
    recoveryConfirmedAt,
    charterAcceptanceId,
    completedAt,
    lastSeenAt,
    messageExpiresAt,
    ...student
  } = row;
  return { ...student, step, isAsleep: how === "asleep" };
}

/** Whoever confirmed the address is there: the first connection goes on as if it had never slept. */
export async function wake({ db, clock }: Services, { id }: Activation): Promise<void> {
  await touch(db, id, clock.now());
}

/** True where the wizard of this population waits for the recovery address to be confirmed. */
export function isConfirmationDue(institution: Institution, population: Population): boolean {
  return rulesOf(institution, population).recoveryConfirmation === "required";
}

/** The step that is due at this very instant: another window, or another browser, may have changed it since the page was asked for. */
export async function stepNow({ institution }: Services, db: Database, { id }: Activation): Promise<Step> {
  const row = await findById(db, id);
  return row ? stepOf(row, institution) : "identity";
}

function stepOf(row: ActivationRow, institution: Institution): ProvenStep {
  const recoveryEmail = isConfirmationDue(institution, row.population)
    ? row.recoveryConfirmedAt
    : row.recoveryAddressId;
  return currentStep({
    recoveryEmail: recoveryEmail !== null,
    charterAccepted: row.charterAcceptanceId !== null,
    passwordSet: row.completedAt !== null,
  });
}
