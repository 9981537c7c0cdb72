import "server-only";
import type { Database } from "@/db/client";
import type { Institution } from "@/lib/institution";
import { isServed, type Population, rulesOf } from "@/lib/population";
import { hashToken } from "@/lib/secrets/tokens";
import type { Services } from "@/lib/services";
import { type ActivationRow, findById, findByToken, touch } from "./queries";
import { doneReadableMinutes, wakefulness } from "./rules";
import { currentStep, type ProvenStep, type Step } from "./steps";

/** A first connection in progress or just done, and the person it belongs to. */
export interface Activation {
  id: string;
  step: ProvenStep;
  /** Idle for half an hour while a message waits to be confirmed: only its code or link lets the person continue. */
  isAsleep: boolean;
  /** The sheet that opened the first connection. */
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
 * Returns the first connection that this browser's token opened. Returns null when it was never opened, idle for thirty
 * minutes, restarted elsewhere, done for more than ten minutes, or when its sheet was revoked. Where the institution
 * requires a confirmed address, a first connection that waits for it lasts as long as the message is valid. Calling
 * this counts as activity, unless the first connection is asleep.
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

/** Resumes a first connection as if it had never slept, since somebody has just confirmed the address. */
export async function wake({ db, clock }: Services, { id }: Activation): Promise<void> {
  await touch(db, id, clock.now());
}

/** True when this population must confirm the recovery address before the next step. */
export function isConfirmationDue(institution: Institution, population: Population): boolean {
  return rulesOf(institution, population).recoveryConfirmation === "required";
}

/** Returns the step due at this moment: another window or browser may have changed it since the request began. */
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
